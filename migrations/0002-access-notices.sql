-- Whatever changes what a key may do tells every process, so that none goes on trusting what it remembers.
-- Done by triggers: a change made by hand counts as well.

create function notify_access_change() returns trigger language plpgsql as $$
declare
  changed record := coalesce(old, new);
  organization bigint;
begin
  case tg_table_name
    when 'organizations' then organization := changed.id;
    when 'keys', 'libraries' then organization := changed.organization_id;
    when 'grants' then select organization_id into organization from libraries where id = changed.library_id;
  end case;
  perform pg_notify('access', coalesce(organization::text, '*'));
  return null;
end $$;

create trigger keys_tell after delete or update of name, token_sha256, scopes, expires_at on keys
  for each row execute function notify_access_change();
create trigger grants_tell after insert or delete or update on grants
  for each row execute function notify_access_change();
create trigger libraries_tell after delete or update of slug, name on libraries
  for each row execute function notify_access_change();
create trigger organizations_tell after delete or update on organizations
  for each row execute function notify_access_change();
