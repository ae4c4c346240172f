-- The orders that people look through a library in. Each index holds what a page is chosen by, so that a far page is found
-- without reading the assets before it, and one kind is counted from it. Not the status: it changes once, and would then
-- be written into every index.

drop index assets_listed;
create index assets_listed on assets (library_id, position desc) include (id, media_type)
  where parent_id is null and trashed_at is null;

-- "photo 2" before "photo 10".
create collation natural_order (provider = icu, locale = 'und-u-kn-true');
create index assets_by_name on assets (library_id, name collate natural_order, id) include (media_type)
  where parent_id is null and trashed_at is null;
create index assets_by_size on assets (library_id, bytes desc, id) include (media_type)
  where parent_id is null and trashed_at is null;

create index assets_in_trash on assets (library_id, trashed_at desc, id) include (parent_id) where trashed_at is not null;
