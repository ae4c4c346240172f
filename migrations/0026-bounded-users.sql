-- The setting max_users is at most a million (features/memory/tenants/tenant.ts).
update tenants set settings = jsonb_set(settings, '{max_users}', '1000000')
where (settings ->> 'max_users')::bigint > 1000000;
