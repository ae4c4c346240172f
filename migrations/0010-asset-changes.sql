-- Pages that are open hear of every change to an asset, whoever made it (NOTIFY `asset_changes`), and end with the session
-- or the membership they are shown to (NOTIFY `departures`). By triggers, so that no statement can forget to tell.

create type asset_change as (organization_id bigint, library_id bigint, id text, parent_id text, change text);

-- A notice for each library and kind of change. Of more than 20 assets in a library, as many as one upload holds, no ids
-- are told, but that the library is to be read again. A view's change is a change of its parent too.
create function tell_asset_changes(changes asset_change[]) returns void language sql as $$
  with told as (
    select organization_id, library_id, id, change from unnest(changes)
    union
    select organization_id, library_id, parent_id, 'updated' from unnest(changes) c
    where parent_id is not null and not exists (select from unnest(changes) p where p.id = c.parent_id)),
  libraries_told as (
    select organization_id, library_id from told group by 1, 2 having count(*) > 20)
  select pg_notify('asset_changes', notice::text)
  from (
    select json_build_object('organization', t.organization_id, 'library', l.slug, 'change', change, 'ids', json_agg(t.id))
    from told t join libraries l on l.id = t.library_id
    where not exists (select from libraries_told lt where lt.library_id = t.library_id)
    group by t.organization_id, l.slug, change
    union all
    select json_build_object('organization', lt.organization_id, 'library', l.slug)
    from libraries_told lt join libraries l on l.id = lt.library_id) as n(notice);
$$;

create function notify_asset_changes() returns trigger language plpgsql as $$
declare
  changes asset_change[];
begin
  case tg_op
    when 'INSERT' then
      changes := array(select (organization_id, library_id, id, parent_id, 'added')::asset_change from after);
    when 'DELETE' then
      changes := array(select (organization_id, library_id, id, parent_id, 'purged')::asset_change from before);
    when 'UPDATE' then
      changes := array(
        select (a.organization_id, a.library_id, a.id, a.parent_id, case
            when b.library_id <> a.library_id then 'added'
            when b.trashed_at is null and a.trashed_at is not null then 'deleted'
            when b.trashed_at is not null and a.trashed_at is null then 'restored'
            when b.status <> a.status and a.status <> 'processing' then a.status
            else 'updated' end)::asset_change
        from after a join before b on b.id = a.id
        union all
        select (b.organization_id, b.library_id, b.id, b.parent_id, 'deleted')::asset_change
        from after a join before b on b.id = a.id where b.library_id <> a.library_id);
  end case;
  if cardinality(changes) > 0 then perform tell_asset_changes(changes); end if;
  return null;
end $$;

create trigger assets_told_in after insert on assets
  referencing new table as after for each statement execute function notify_asset_changes();
create trigger assets_told_on after update on assets
  referencing old table as before new table as after for each statement execute function notify_asset_changes();
create trigger assets_told_out after delete on assets
  referencing old table as before for each statement execute function notify_asset_changes();

-- Whose account may have lost a session or a membership.
create function notify_departure() returns trigger language plpgsql as $$
begin
  case tg_table_name
    when 'organizations' then
      perform pg_notify('departures', account_id) from members where organization_id = new.id;
    else perform pg_notify('departures', old.account_id);
  end case;
  return null;
end $$;

create trigger sessions_tell_departure after delete on sessions for each row execute function notify_departure();
create trigger members_tell_departure after delete on members for each row execute function notify_departure();
create trigger organizations_tell_departure after update of expires_at on organizations
  for each row when (new.expires_at is not null) execute function notify_departure();
