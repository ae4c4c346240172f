-- Apps that people connect by OAuth 2.1. A connection is a key without a secret: what it may reach, its audit entries and its
-- end are those of a key. The tables oauth_* are better-auth's, under names of ours; its lists are JSON in text.

alter table keys add column account_id text references accounts on delete cascade;  -- the person who connected the app
alter table keys add column client_id text;                                         -- the app
create index keys_of_account on keys (account_id) where account_id is not null;

create table oauth_clients (
  id text primary key,
  client_id text not null unique,
  client_secret text,
  client_discovery_id text,
  disabled boolean,
  skip_consent boolean,
  enable_end_session boolean,
  subject_type text,
  scopes text,
  client_credentials_scopes text,
  account_id text references accounts on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  name text,
  uri text,
  icon text,
  contacts text,
  tos text,
  policy text,
  software_id text,
  software_version text,
  software_statement text,
  redirect_uris text not null,
  post_logout_redirect_uris text,
  backchannel_logout_uri text,
  backchannel_logout_session_required boolean,
  token_endpoint_auth_method text,
  application_type text,
  jwks text,
  jwks_uri text,
  grant_types text,
  response_types text,
  require_pkce boolean,
  dpop_bound_access_tokens boolean,
  reference_id text,
  metadata jsonb
);
alter table keys add foreign key (client_id) references oauth_clients (client_id) on delete cascade;
create index keys_of_client on keys (client_id) where client_id is not null;

create table oauth_resources (
  id text primary key,
  identifier text not null unique,
  name text not null,
  access_token_ttl integer,
  refresh_token_ttl integer,
  signing_algorithm text,
  signing_key_id text,
  allowed_scopes text,
  custom_claims jsonb,
  dpop_bound_access_tokens_required boolean,
  disabled boolean,
  created_at timestamptz,
  updated_at timestamptz,
  policy_version integer,
  metadata jsonb
);

create table oauth_client_resources (
  id text primary key,
  client_id text not null references oauth_clients (client_id) on delete cascade,
  resource_id text not null references oauth_resources (identifier) on delete cascade,
  metadata jsonb,
  created_at timestamptz,
  unique (client_id, resource_id)
);

create table oauth_refresh_tokens (
  id text primary key,
  token text not null unique,             -- its SHA-256
  client_id text not null references oauth_clients (client_id) on delete cascade,
  session_id text references sessions on delete set null,
  account_id text not null references accounts on delete cascade,
  reference_id text references keys on delete cascade,  -- the connection
  authorization_code_id text,
  resources text,
  requested_user_info_claims text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  revoked timestamptz,
  rotated_at timestamptz,
  rotation_replay_response text,
  rotation_replay_expires_at timestamptz,
  auth_time timestamptz,
  confirmation jsonb,
  scopes text not null
);
create index oauth_refresh_tokens_of_connection on oauth_refresh_tokens (reference_id);
create index oauth_refresh_tokens_of_account on oauth_refresh_tokens (account_id);
create index oauth_refresh_tokens_of_client on oauth_refresh_tokens (client_id);
create index oauth_refresh_tokens_of_session on oauth_refresh_tokens (session_id);
create index oauth_refresh_tokens_of_code on oauth_refresh_tokens (authorization_code_id);

create table oauth_access_tokens (
  id text primary key,
  token text not null unique,             -- its SHA-256
  client_id text not null references oauth_clients (client_id) on delete cascade,
  session_id text references sessions on delete set null,
  account_id text references accounts on delete cascade,
  reference_id text references keys on delete cascade,  -- the connection
  authorization_code_id text,
  resources text,
  requested_user_info_claims text,
  refresh_id text references oauth_refresh_tokens on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  revoked timestamptz,
  confirmation jsonb,
  scopes text not null
);
create index oauth_access_tokens_of_connection on oauth_access_tokens (reference_id);
create index oauth_access_tokens_of_account on oauth_access_tokens (account_id);
create index oauth_access_tokens_of_client on oauth_access_tokens (client_id);
create index oauth_access_tokens_of_session on oauth_access_tokens (session_id);
create index oauth_access_tokens_of_code on oauth_access_tokens (authorization_code_id);
create index oauth_access_tokens_of_refresh on oauth_access_tokens (refresh_id);

create table oauth_consents (
  id text primary key,
  client_id text not null references oauth_clients (client_id) on delete cascade,
  account_id text references accounts on delete cascade,
  reference_id text references keys on delete cascade,
  resources text,
  requested_user_info_claims text,
  scopes text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index oauth_consents_of_account on oauth_consents (account_id);
create index oauth_consents_of_client on oauth_consents (client_id);
create index oauth_consents_of_connection on oauth_consents (reference_id);

create table oauth_client_assertions (
  id text primary key,
  expires_at timestamptz not null
);

-- A member's role bounds what their apps may do, and a token that ends must be forgotten: every process hears of both.
create or replace function notify_access_change() returns trigger language plpgsql as $$
declare
  changed record := coalesce(old, new);
  organization bigint;
begin
  case tg_table_name
    when 'organizations' then organization := changed.id;
    when 'keys', 'libraries', 'members' then organization := changed.organization_id;
    when 'grants' then select organization_id into organization from libraries where id = changed.library_id;
    when 'oauth_access_tokens' then select organization_id into organization from keys where id = changed.reference_id;
  end case;
  perform pg_notify('access', coalesce(organization::text, '*'));
  return null;
end $$;

create trigger members_tell after delete or update of role on members
  for each row execute function notify_access_change();
create trigger oauth_access_tokens_tell after delete or update of revoked, expires_at on oauth_access_tokens
  for each row execute function notify_access_change();

alter table oauth_clients enable row level security;
create policy organization on oauth_clients
  using (exists (select from keys k where k.client_id = oauth_clients.client_id));
