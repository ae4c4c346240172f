-- Links to public galleries: chosen assets, those with a tag, or a whole library. Only hashes of the links are kept. Ended
-- ones stay for a while, so that they answer that they have ended, and are then deleted.
create table shares (
  id text primary key,
  library_id bigint not null references libraries on delete cascade,
  token_sha256 bytea not null unique,
  name text not null,                 -- the heading of the gallery
  asset_ids text[],                   -- null: those with the tag, or all
  tag text,
  tag_key text,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index shares_of_library on shares (library_id, created_at desc);
create index shares_expiring on shares (expires_at);

alter table shares enable row level security;
create policy organization on shares using (library_id in (select id from libraries));
