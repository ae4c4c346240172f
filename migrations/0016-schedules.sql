-- When each periodic job was last queued: the slot of its period, by this database's clock.
create table schedules (
  name text primary key,
  slot timestamptz not null
);

-- What this database's clock said when it was last looked at. A clock that moved by over a day is in doubt until held_until:
-- nothing is erased by age meanwhile.
create table clock_looks (
  singleton boolean primary key default true check (singleton),
  seen_at timestamptz not null,
  held_until timestamptz
);
