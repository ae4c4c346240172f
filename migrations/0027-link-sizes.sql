-- Links are remembered with the size of their picture, which is known once it was read.
create or replace function notify_asset_links() returns trigger language plpgsql as $$
declare
  changed text[];
begin
  if tg_op = 'DELETE' then
    changed := array(select id from before);
  else
    changed := array(
      select a.id from after a join before b on b.id = a.id
      where (a.blob, a.media_type, a.stripped, a.version, a.filename, a.status = 'failed', a.trashed_at, a.parent_id, a.library_id,
             a.width, a.height)
        is distinct from
        (b.blob, b.media_type, b.stripped, b.version, b.filename, b.status = 'failed', b.trashed_at, b.parent_id, b.library_id,
         b.width, b.height)
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
