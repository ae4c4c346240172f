-- The size of the copy without private metadata, which is what a link serves; null when there is none.
alter table assets add column public_bytes bigint;
