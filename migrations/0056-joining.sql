-- Who joins an organization again has apps there from before. What a process remembers of an app's token names only the other
-- organizations of its connection, so those are told.
create function notify_of_apps() returns trigger language plpgsql as $$
declare
  organization bigint;
begin
  for organization in select distinct organization_id from keys where account_id = new.account_id loop
    perform pg_notify('access', organization::text);
  end loop;
  return null;
end $$;
create trigger members_tell_apps after insert on members for each row execute function notify_of_apps();
