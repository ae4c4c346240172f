-- Memory for agents. A tenant is an organization; everything that a person said is sealed, and search reads keyed hashes.

create table tenants (
  organization_id bigint primary key references organizations,
  id text not null unique,
  email text,
  settings jsonb not null default '{}',   -- what differs from the defaults
  status text not null default 'active' check (status in ('active', 'suspended', 'deleted')),
  key_version integer not null default 1, -- what is written now is sealed under this
  byok_check bytea,                       -- tells the tenant's own key from another, and nothing else
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index tenants_email on tenants (lower(email));

-- Without its salt a key cannot be derived again: deleting these rows shreds whatever was sealed under them.
create table tenant_keys (
  organization_id bigint not null references tenants on delete cascade,
  version integer not null,
  salt bytea not null,
  created_at timestamptz not null,
  primary key (organization_id, version)
);

create table memory_users (
  id text primary key,
  organization_id bigint not null references tenants,
  key_version integer not null,           -- of everything that is the user's; a rotation moves it in one transaction
  external_ref_hash bytea,                -- keyed hash
  sealed bytea not null,                  -- external_ref, display_name, metadata
  next_ordinal integer not null default 0,
  buffered integer not null default 0,
  erasures integer not null default 0,    -- grows when exchanges end, so that remembered headers are dropped
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, external_ref_hash)
);
create index memory_users_listed on memory_users (organization_id, created_at, id);

create table conversations (
  id text primary key,
  organization_id bigint not null references tenants,
  user_id text not null references memory_users,
  number integer generated always as identity,
  ref_hash bytea,                         -- keyed hash of the name an agent gave it
  sealed bytea not null,                  -- title, metadata, that name
  message_count integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (id, user_id),
  unique (user_id, ref_hash)
);
create index conversations_of_organization on conversations (organization_id);
create index conversations_of_user on conversations (user_id, created_at, id);

create table interactions (
  id text primary key,
  organization_id bigint not null,
  user_id text not null references memory_users,
  conversation_id text not null,
  ordinal integer not null,               -- dense per user, in the order of arrival
  said_at timestamptz not null,
  ingested_at timestamptz not null,
  buffered boolean not null default true,
  unlearned boolean not null default false, -- its facts are still to be drawn
  user_length integer not null,
  agent_length integer not null,
  cues smallint not null,
  terms bytea not null,                   -- hashed search terms with their counts
  sealed bytea not null,                  -- what was said, and metadata
  sealed_sha256 bytea not null,
  unique (user_id, ordinal),
  constraint interactions_conversation_id_user_id_fkey
    foreign key (conversation_id, user_id) references conversations (id, user_id)
);
create index interactions_buffered on interactions (user_id, ordinal) where buffered;
create index interactions_waiting on interactions (ingested_at) where buffered;
create index interactions_unlearned on interactions (ingested_at) where unlearned;
create index interactions_of_conversation on interactions (conversation_id, ordinal);
create index interactions_said on interactions (organization_id, said_at);

-- Where a term occurs, for runs of 1,024 ordinals: packed ordinals with the counts of both sides.
create table memory_postings (
  user_id text not null,
  term bytea not null,
  block integer not null,
  data bytea not null,
  primary key (user_id, term, block)
);

create table facts (
  id text primary key,
  organization_id bigint not null,
  user_id text not null references memory_users,
  slot_hash bytea not null,               -- keyed hash of subject and attribute
  key_hash bytea not null,                -- the same with the value
  sealed bytea not null,                  -- subject, attribute, value, text and what it corrects; empty once forgotten
  confidence real not null,
  said_at timestamptz not null,           -- when it was last said
  valid_from timestamptz not null,
  valid_to timestamptz,
  source_interaction_id text,
  corrected_at timestamptz,               -- a person put this value there: older words do not change it
  forgotten_at timestamptz,               -- a person ended it: kept without its words, so that old words do not bring it back
  forgotten_key_version integer,          -- what its hash was made under: without its words it cannot be made again
  created_at timestamptz not null
);
create index facts_forgotten on facts (organization_id, forgotten_key_version) where forgotten_at is not null;
create index facts_of_user on facts (user_id, slot_hash);
create index facts_of_source on facts (source_interaction_id);

-- What an embeddings endpoint made of an exchange, sealed.
create table interaction_embeddings (
  interaction_id text primary key references interactions on delete cascade,
  number bigint generated always as identity, -- in the order of commits, since inserts hold the user's lock
  user_id text not null,
  ordinal integer not null,
  sealed bytea not null
);
create index interaction_embeddings_of_user on interaction_embeddings (user_id, number);

-- What ingests that carried an Idempotency-Key answered, for 24 hours. Written in the statement that stores the exchange.
create table idempotent_ingests (
  organization_id bigint not null,
  key_hash bytea not null,                -- keyed hashes, both
  request_hash bytea not null,
  interaction_id text,                    -- null once it was forgotten: asked for again, it is not stored again
  buffer_size integer not null,
  created_at timestamptz not null,
  constraint idempotent_ingests_pkey primary key (organization_id, key_hash)
);
create index idempotent_ingests_old on idempotent_ingests (created_at);
create index idempotent_ingests_of_interaction on idempotent_ingests (interaction_id);

-- A rotated key's former secret, for as long as the rotation lets both work.
alter table keys add column previous_sha256 bytea unique, add column previous_until timestamptz;
drop trigger keys_tell on keys;
create trigger keys_tell after delete or update of name, token_sha256, scopes, expires_at, previous_sha256 on keys
  for each row execute function notify_access_change();
