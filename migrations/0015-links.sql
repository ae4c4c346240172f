-- Every process remembers where links to files lead, and forgets it when that changes (NOTIFY `links`). By triggers, so
-- that no statement can forget to notify. Uploads notify nobody: a new asset's link is not remembered yet.

create function notify_asset_links() returns trigger language plpgsql as $$
declare
  changed text[];
begin
  if tg_op = 'DELETE' then
    changed := array(select id from before);
  else
    changed := array(
      select a.id from after a join before b on b.id = a.id
      where (a.blob, a.media_type, a.stripped, a.version, a.filename, a.status = 'failed', a.trashed_at, a.parent_id, a.library_id)
        is distinct from
        (b.blob, b.media_type, b.stripped, b.version, b.filename, b.status = 'failed', b.trashed_at, b.parent_id, b.library_id)
      union
      -- A view goes to the trash with its parent.
      select v.id from assets v join after a on a.id = v.parent_id join before b on b.id = a.id
      where a.trashed_at is distinct from b.trashed_at);
  end if;
  -- A payload has at most 8,000 bytes.
  perform pg_notify('links', json_build_object('assets', json_agg(id))::text)
  from (select id, (row_number() over () - 1) / 400 as part from unnest(changed) as id) as parts
  group by part;
  return null;
end $$;

create trigger assets_notify_links after update on assets
  referencing old table as before new table as after for each statement execute function notify_asset_links();
create trigger assets_notify_lost_links after delete on assets
  referencing old table as before for each statement execute function notify_asset_links();

-- A library that moves takes its links with it; an organization's end is theirs.
create function notify_organization_links() returns trigger language plpgsql as $$
declare
  organization bigint;
begin
  case tg_table_name
    when 'libraries' then organization := old.organization_id;
    else organization := old.id;
  end case;
  perform pg_notify('links', json_build_object('organization', organization)::text);
  return null;
end $$;

create trigger libraries_notify_links after update of organization_id on libraries
  for each row execute function notify_organization_links();
create trigger organizations_notify_links after update of expires_at on organizations
  for each row when (old.expires_at is distinct from new.expires_at) execute function notify_organization_links();
