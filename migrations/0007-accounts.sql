-- People: their accounts and sessions, what they are in organizations, and who did what.

-- The next five are better-auth's, under names of ours.
create table accounts (
  id text primary key,
  name text not null,
  email text not null unique,             -- in lower case
  email_verified boolean not null,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table sessions (
  id text primary key,
  account_id text not null references accounts on delete cascade,
  token text not null unique,             -- a cookie needs the server's signature beside it
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sessions_of_account on sessions (account_id);

create table passkeys (
  id text primary key,
  account_id text not null references accounts on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index passkeys_of_account on passkeys (account_id);

-- Challenges of passkeys on their way.
create table verifications (
  id text primary key,
  identifier text not null unique,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- Sign-ins at other services: none so far.
create table identities (
  id text primary key,
  account_id text not null references accounts on delete cascade,
  provider_id text not null,
  provider_account_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index identities_of_account on identities (account_id);

-- A mail with a link and a code, not used yet. Only hashes are kept.
create table sign_ins (
  token_sha256 bytea primary key,         -- of the link
  browser_sha256 bytea not null,          -- of a cookie of the browser that asked: the code works there alone
  code_hash bytea not null,               -- keyed: six digits are soon guessed
  email text not null,
  leads_to text,                          -- path that the person was on their way to
  tries integer not null default 0,
  expires_at timestamptz not null
);
create index sign_ins_of_browser on sign_ins (browser_sha256);

create table members (
  organization_id bigint not null references organizations on delete cascade,
  account_id text not null references accounts on delete cascade,
  role text not null check (role in ('owner', 'editor', 'viewer')),
  created_at timestamptz not null,
  primary key (organization_id, account_id)
);
create index members_of_account on members (account_id);

create table invitations (
  id text primary key,
  organization_id bigint not null references organizations on delete cascade,
  email text not null,                    -- in lower case; only an account of this address may accept
  role text not null check (role in ('owner', 'editor', 'viewer')),
  invited_by text,                        -- their name at the time
  created_at timestamptz not null,
  expires_at timestamptz not null,
  unique (organization_id, email)
);
create index invitations_of_email on invitations (email);

-- Slugs that organizations had: they go on leading there, and nobody else gets them.
create table former_slugs (
  slug text primary key,
  organization_id bigint not null references organizations on delete cascade
);
create index former_slugs_of_organization on former_slugs (organization_id);

alter table claims add column claimed_by text references accounts on delete set null;

create table audit_entries (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations on delete cascade,
  at timestamptz not null,
  door text not null,
  actor_kind text not null check (actor_kind in ('session', 'key', 'operator', 'anonymous')),
  actor_id text,
  actor_name text,                        -- as it was then: the account or key may be gone
  operation text not null,
  details jsonb not null,
  request_id text not null
);
create index audit_entries_listed on audit_entries (organization_id, id desc);
create index audit_entries_old on audit_entries (at);
