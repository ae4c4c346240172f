-- Row-level security for the role that reads in calls of one organization. The owner of the tables is not subject to it.
-- The role is made and granted at each start (src/platform/database/reader-role.ts): it may read the tables with a policy.

create function reading_organization() returns bigint language sql stable as $$
  select nullif(current_setting('rookery.organization', true), '')::bigint
$$;

do $$
declare
  name text;
begin
  -- `(select …)` is evaluated once per statement.
  foreach name in array array['libraries', 'keys', 'claims', 'claim_tokens', 'assets', 'tenants', 'tenant_keys', 'memory_users',
    'conversations', 'interactions', 'facts', 'idempotent_ingests', 'webhook_endpoints', 'webhook_deliveries', 'members',
    'invitations', 'former_slugs', 'audit_entries', 'request_counts']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy organization on %I using (organization_id = (select reading_organization()))', name);
  end loop;
  foreach name in array array['grants', 'upload_tickets', 'downloads', 'asset_runs', 'library_tags', 'search_words',
    'search_vocabulary']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy organization on %I using (library_id in (select id from libraries))', name);
  end loop;
  foreach name in array array['memory_postings', 'interaction_embeddings']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy organization on %I using (exists (select from memory_users u where u.id = user_id))', name);
  end loop;
end $$;

alter table organizations enable row level security;
create policy organization on organizations using (id = (select reading_organization()));

alter table webhook_attempts enable row level security;
create policy organization on webhook_attempts
  using (exists (select from webhook_deliveries d where d.id = delivery_id));

alter table accounts enable row level security;
create policy organization on accounts using (exists (select from members m where m.account_id = accounts.id));
