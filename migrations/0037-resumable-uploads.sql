-- Uploads that arrive in parts (tus). A row reserves the storage of its file until it is finished or has ended.
create table resumable_uploads (
  id bigint generated always as identity primary key,
  token_sha256 bytea not null unique, -- of the upload's address
  organization_id bigint not null references organizations on delete cascade,
  library_id bigint not null references libraries on delete cascade,
  key_id text references keys on delete cascade,
  account_id text,                    -- set if a signed-in person uploads
  address_is_credential boolean not null,
  filename text not null,
  parent_id text,
  on_duplicate text not null,
  metadata text not null,             -- as the client sent it
  bytes bigint not null,
  received bigint not null default 0,
  parts integer not null default 0,
  asset_id text,                      -- set when it is finished
  expires_at timestamptz not null,
  ended boolean not null default false, -- it expired, and its parts are deleted
  check ((key_id is null) <> (account_id is null))
);
create index resumable_uploads_of_organization on resumable_uploads (organization_id) where asset_id is null and not ended;
create index resumable_uploads_of_library on resumable_uploads (library_id);
create index resumable_uploads_of_key on resumable_uploads (key_id);
create index resumable_uploads_expiring on resumable_uploads (expires_at);

-- Each part is a blob that is also in staged_blobs until the upload is finished, so that what is forgotten is swept.
create table resumable_parts (
  upload_id bigint not null references resumable_uploads on delete cascade,
  start bigint not null,
  bytes bigint not null,
  blob text not null,
  primary key (upload_id, start)
);

alter table resumable_uploads enable row level security;
create policy organization on resumable_uploads using (organization_id = (select reading_organization()));
alter table resumable_parts enable row level security;
create policy organization on resumable_parts
  using (exists (select from resumable_uploads u where u.id = upload_id));
