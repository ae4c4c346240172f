-- How much organizations are called, and what a library holds in bytes.

-- Counted in the processes and written every few seconds. Of keys that are gone, the name stays.
create table request_counts (
  organization_id bigint not null references organizations on delete cascade,
  day date not null,                      -- UTC
  actor text not null,                    -- a key's id; 'people' for everybody who is signed in
  door text not null,
  key_name text,
  requests bigint not null,
  primary key (organization_id, day, actor, door)
);
create index request_counts_old on request_counts (day);

-- Sums the bytes of a library without a look at its rows, and finds what goes when a library does.
create index assets_of_library on assets (library_id) include (bytes);
