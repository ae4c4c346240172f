-- Calls with an Idempotency-Key: while they run, and their answers for a day. Only hashes of keys and requests are kept, and
-- answers are sealed, since some carry secrets.
create table idempotent_calls (
  key_sha256 bytea primary key,       -- of the caller and the key
  organization_id bigint not null references organizations on delete cascade,
  request_sha256 bytea not null,
  attempt text not null,              -- the process and call that may finish it
  answer bytea,                       -- null while it runs
  started_at timestamptz not null
);
create index idempotent_calls_of_organization on idempotent_calls (organization_id, started_at);
create index idempotent_calls_started on idempotent_calls (started_at);
