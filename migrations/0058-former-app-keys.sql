-- The keys of apps that were disconnected before they were noted, as far as the audit log knows them.
insert into former_app_keys (id, account_id)
  select e.details->>'connectionId', a.id from audit_entries e join accounts a on a.id = e.actor_id
  where e.operation = 'connectApp' and not exists (select from keys k where k.id = e.details->>'connectionId')
  on conflict do nothing;
