-- Webhooks: at most one endpoint for each organization, and a log of what was sent to it. Both hold ids and counts only.

create table webhook_endpoints (
  organization_id bigint primary key references organizations on delete cascade,
  url text,                               -- null: nothing is sent
  events text[] not null default '{}',
  sealed_secret bytea not null,           -- under the server's secret
  secret_hint text not null,
  updated_at timestamptz not null
);

create table webhook_deliveries (
  id text primary key,                    -- the event's own id: sent again, it is the same
  organization_id bigint not null references organizations on delete cascade,
  event text not null,
  data jsonb not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0,    -- since it was last asked for: its place in the schedule
  next_attempt_at timestamptz,            -- while pending
  created_at timestamptz not null
);
create index webhook_deliveries_listed on webhook_deliveries (organization_id, created_at desc, id desc);
create index webhook_deliveries_old on webhook_deliveries (created_at);

create table webhook_attempts (
  id bigint generated always as identity primary key,
  delivery_id text not null references webhook_deliveries on delete cascade,
  at timestamptz not null,
  ms integer not null,
  status_code integer,                    -- null when nothing answered
  error text                              -- null when delivered
);
create index webhook_attempts_of_delivery on webhook_attempts (delivery_id, id);
