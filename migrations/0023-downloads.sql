-- Links to download several assets as one ZIP file. Only hashes are kept. Expired rows are deleted.
create table downloads (
  token_sha256 bytea primary key,
  key_id text references keys on delete cascade,  -- null: asked for by a signed-in person, whose session the link needs
  library_id bigint not null references libraries on delete cascade,
  asset_ids text[] not null,
  expires_at timestamptz not null
);
create index downloads_of_key on downloads (key_id);
create index downloads_of_library on downloads (library_id);
create index downloads_expiring on downloads (expires_at);
