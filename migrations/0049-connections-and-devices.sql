-- One consent may cover several organizations: a connection has a key in each of them, and its tokens are the connection's.
create table app_connections (
  id text primary key,
  account_id text not null references accounts on delete cascade,
  client_id text not null references oauth_clients (client_id) on delete cascade,
  created_at timestamptz not null
);
create index app_connections_of_account on app_connections (account_id);
create index app_connections_of_client on app_connections (client_id);

insert into app_connections (id, account_id, client_id, created_at)
  select id, account_id, client_id, created_at from keys where account_id is not null and client_id is not null;
alter table keys add column connection_id text references app_connections on delete cascade;
update keys set connection_id = id where id in (select id from app_connections);
create index keys_of_connection on keys (connection_id) where connection_id is not null;

alter table oauth_refresh_tokens drop constraint oauth_refresh_tokens_reference_id_fkey,
  add foreign key (reference_id) references app_connections on delete cascade;
alter table oauth_access_tokens drop constraint oauth_access_tokens_reference_id_fkey,
  add foreign key (reference_id) references app_connections on delete cascade;
alter table oauth_consents drop constraint oauth_consents_reference_id_fkey,
  add foreign key (reference_id) references app_connections on delete cascade;

-- A connection ends with its last organization.
create function end_empty_connection() returns trigger language plpgsql as $$
begin
  delete from app_connections c where c.id = old.connection_id
    and not exists (select from keys k where k.connection_id = c.id);
  return null;
end $$;
create trigger keys_end_connection after delete on keys
  for each row when (old.connection_id is not null) execute function end_empty_connection();

create or replace function notify_access_change() returns trigger language plpgsql as $$
declare
  changed record := coalesce(old, new);
  organization bigint;
begin
  if tg_table_name = 'oauth_access_tokens' then
    for organization in select organization_id from keys where connection_id = changed.reference_id loop
      perform pg_notify('access', organization::text);
    end loop;
    if not found then perform pg_notify('access', '*'); end if;
    return null;
  end if;
  case tg_table_name
    when 'organizations' then organization := changed.id;
    when 'keys', 'libraries', 'members' then organization := changed.organization_id;
    when 'grants' then select organization_id into organization from libraries where id = changed.library_id;
  end case;
  perform pg_notify('access', coalesce(organization::text, '*'));
  return null;
end $$;

-- Devices without a browser that wait for a person's decision (RFC 8628). Codes are stored as hashes.
create table oauth_device_codes (
  device_sha256 text primary key,
  user_sha256 text not null unique,
  client_id text not null references oauth_clients (client_id) on delete cascade,
  scopes text[] not null,
  resources text[] not null,
  account_id text references accounts on delete cascade,
  connection_id text references app_connections on delete cascade,
  status text not null default 'pending' check (status in ('pending', 'allowed', 'refused')),
  interval_seconds integer not null,
  polled_at timestamptz,
  expires_at timestamptz not null
);
create index oauth_device_codes_of_client on oauth_device_codes (client_id);
create index oauth_device_codes_of_account on oauth_device_codes (account_id) where account_id is not null;
create index oauth_device_codes_of_connection on oauth_device_codes (connection_id) where connection_id is not null;
