-- An organization may have several endpoints. One is the main one, which a tenant's settings and the operator's commands edit.
alter table webhook_endpoints
  add column id text,
  add column main boolean not null default false,
  add column created_at timestamptz;
update webhook_endpoints set id = 'whk_' || substr(md5(organization_id || sealed_secret::text), 1, 16), main = true, created_at = updated_at;
alter table webhook_endpoints drop constraint webhook_endpoints_pkey, add primary key (id), alter created_at set not null;
create unique index webhook_endpoints_main on webhook_endpoints (organization_id) where main;
create index webhook_endpoints_listed on webhook_endpoints (organization_id, created_at, id);

-- null: the organization's main endpoint, whichever that is when the event is sent.
alter table webhook_deliveries add column endpoint_id text;
