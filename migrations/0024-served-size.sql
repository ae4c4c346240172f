-- "Largest first" compares the sizes that are shown: those of the files that links serve. The plain columns are included,
-- because an index alone answers only what its columns are plainly named in.
drop index assets_by_size;
create index assets_by_size on assets (library_id, (coalesce(public_bytes, bytes)) desc, id)
  include (media_type, bytes, public_bytes) where parent_id is null and trashed_at is null;
