-- A key may reach every library of its organization, those made later too.
alter table keys add column all_libraries text check (all_libraries in ('read', 'write'));
drop trigger keys_tell on keys;
create trigger keys_tell after delete or update of name, token_sha256, scopes, expires_at, previous_sha256, all_libraries on keys
  for each row execute function notify_access_change();
-- A new library is within the reach of such keys.
drop trigger libraries_tell on libraries;
create trigger libraries_tell after delete or update of slug, name, organization_id on libraries
  for each row execute function notify_access_change();
create trigger libraries_tell_new after insert on libraries for each row execute function notify_access_change();
