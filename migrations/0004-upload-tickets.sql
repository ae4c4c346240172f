-- Addresses to PUT one file to, handed out by create_upload. Only hashes are kept; the row goes when the file is committed.
create table upload_tickets (
  token_sha256 bytea primary key,
  key_id text not null references keys on delete cascade,
  library_id bigint not null references libraries on delete cascade,
  parent_id text,
  filename text not null,
  expires_at timestamptz not null
);
create index upload_tickets_of_key on upload_tickets (key_id);
create index upload_tickets_of_library on upload_tickets (library_id);
create index upload_tickets_expiring on upload_tickets (expires_at);
