-- When an asset's file was replaced; null if it still has its first one.
alter table assets add column replaced_at timestamptz;
