-- Who read what of a tenant's memory, kept for 90 days, of tenants with the setting `audit_reads`. Ids only.
create table memory_reads (
  id bigint generated always as identity primary key,
  organization_id bigint not null references tenants on delete cascade,
  at timestamptz not null,
  transport text not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  operation text not null,
  user_id text references memory_users on delete set null,  -- null: of no user, of several, or erased since
  request_id text not null
);
create index memory_reads_listed on memory_reads (organization_id, id desc);
create index memory_reads_of_user on memory_reads (user_id) where user_id is not null;
create index memory_reads_old on memory_reads (at);

alter table memory_reads enable row level security;
create policy organization on memory_reads using (organization_id = (select reading_organization()));
