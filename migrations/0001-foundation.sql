-- Organizations, their libraries and keys, the assets in them, and what is needed to count and page them.

create table organizations (
  id bigint generated always as identity primary key,
  slug text not null unique,
  name text,
  plan text,                          -- null while unclaimed
  started_by text,                    -- address that started it without an account
  storage_bytes_max bigint,           -- quotas of the operator; null = none
  libraries_max integer,
  created_at timestamptz not null,
  expires_at timestamptz              -- set while unclaimed
);
create index organizations_unclaimed on organizations (lower(started_by)) where expires_at is not null;
create index organizations_expiring on organizations (expires_at) where expires_at is not null;

create table libraries (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations,
  slug text not null,
  name text not null,
  last_position bigint not null default 0,
  created_at timestamptz not null,
  unique (organization_id, slug)
);

create table keys (
  id text primary key,
  organization_id bigint not null references organizations,
  name text not null,
  token_sha256 bytea not null unique,
  hint text not null,                 -- first 7 and last 4 characters
  sealed_token bytea,                 -- only for keys of "start without an account"
  scopes text[] not null default '{}',
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz
);
create index keys_of_organization on keys (organization_id, created_at);

create table grants (
  key_id text not null references keys on delete cascade,
  library_id bigint not null references libraries on delete cascade,
  level text not null check (level in ('read', 'write')),
  primary key (key_id, library_id)
);
create index grants_of_library on grants (library_id);

create table claims (
  organization_id bigint primary key references organizations on delete cascade,
  reminded_days integer,              -- the last reminder said "this many days left"
  claimed_at timestamptz
);

-- Every mail carries a link of its own, since only hashes are kept.
create table claim_tokens (
  token_sha256 bytea primary key,
  organization_id bigint not null references claims on delete cascade
);

create table assets (
  id text primary key,
  organization_id bigint not null references organizations,
  library_id bigint not null references libraries,
  position bigint not null,           -- arrival order in its library; lists show the highest first
  parent_id text references assets,
  filename text not null,
  name text not null,
  description text,
  tags text[] not null default '{}',
  tag_keys text[] not null default '{}',  -- the same, folded: unique ignoring case
  media_type text not null,
  bytes bigint not null,
  sha256 bytea not null,
  version text not null,              -- names these bytes in links that may be cached for ever
  blob text not null,                 -- folder of its files in the blob store
  stripped boolean not null,          -- whether a copy without private metadata is what gets served
  width integer,
  height integer,
  blurhash text,
  camera jsonb,
  status text not null check (status in ('processing', 'ready', 'failed')),
  error text,
  uploaded_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  trashed_at timestamptz
);
create index assets_listed on assets (library_id, position desc) where parent_id is null and trashed_at is null;
create extension if not exists btree_gin;
create index assets_tagged on assets using gin (library_id, tag_keys) where parent_id is null and trashed_at is null;
create index assets_views on assets (parent_id) where parent_id is not null;
create index assets_trashed on assets (trashed_at) where trashed_at is not null;
create index assets_of_organization on assets (organization_id);

-- A blob folder that no row refers to yet: written before the first byte, removed in the transaction that
-- inserts the asset. What stays is what a crash left, and the sweeper deletes it.
create table staged_blobs (
  blob text primary key,
  created_at timestamptz not null,
  swept boolean not null default false  -- its files are being deleted: no commit may take it any more
);

-- How many assets lie in each run of 512 positions: page 1,000 finds its place by adding up runs.
create table asset_runs (
  library_id bigint not null,
  run bigint not null,
  assets integer not null,
  trashed integer not null,
  primary key (library_id, run)
);

create table library_tags (
  library_id bigint not null,
  tag_key text not null,
  tag text not null,
  assets integer not null,
  primary key (library_id, tag_key)
);
create index library_tags_top on library_tags (library_id, assets desc, tag_key);

create function count_asset(library bigint, at_position bigint, live integer, in_trash integer) returns void
language sql as $$
  insert into asset_runs as r values (library, at_position >> 9, live, in_trash)
  on conflict (library_id, run) do update set assets = r.assets + excluded.assets, trashed = r.trashed + excluded.trashed;
$$;

create function count_tags(library bigint, tags text[], keys text[], change integer) returns void
language sql as $$
  insert into library_tags as t
  select library, key, tag, change from unnest(tags, keys) as u(tag, key) order by key
  on conflict (library_id, tag_key) do update set assets = t.assets + excluded.assets;
$$;

-- Row triggers, so that no statement can forget to count. Whoever changes what a library holds locks the
-- library's row first, which keeps these counters free of deadlocks.
create function count_asset_change() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.parent_id is null then
    perform count_asset(old.library_id, old.position, -(old.trashed_at is null)::int, -(old.trashed_at is not null)::int);
    if old.trashed_at is null and old.tags <> '{}' then
      perform count_tags(old.library_id, old.tags, old.tag_keys, -1);
    end if;
  end if;
  if tg_op <> 'DELETE' and new.parent_id is null then
    perform count_asset(new.library_id, new.position, (new.trashed_at is null)::int, (new.trashed_at is not null)::int);
    if new.trashed_at is null and new.tags <> '{}' then
      perform count_tags(new.library_id, new.tags, new.tag_keys, 1);
    end if;
  end if;
  return null;
end $$;

create trigger assets_counted_in after insert or delete on assets
  for each row execute function count_asset_change();
create trigger assets_counted_on after update of library_id, position, trashed_at, tags on assets
  for each row
  when (old.library_id <> new.library_id or old.trashed_at is distinct from new.trashed_at or old.tags <> new.tags)
  execute function count_asset_change();

-- Windows of the rate limits. Unlogged: a crash may forget them.
create unlogged table rate_windows (
  bucket text primary key,
  window_start timestamptz not null,
  used integer not null
);
