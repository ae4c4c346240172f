-- The key that signs an organization's links is derived from the server's secret and this salt. After a rotation the former
-- salt is valid for a while.
alter table organizations
  add column link_salt bytea not null default decode(replace(gen_random_uuid()::text, '-', ''), 'hex'),
  add column former_link_salt bytea,
  add column former_link_salt_until timestamptz;

create trigger organizations_notify_link_salts after update of link_salt on organizations
  for each row when (old.link_salt is distinct from new.link_salt) execute function notify_organization_links();
