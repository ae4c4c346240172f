-- Finds the assets of a library that have the same file.
create index assets_of_file on assets (library_id, sha256) where trashed_at is null;
