-- A statement changes each counter once. By row, tagging n assets changed the counter of a tag n times, and each change
-- stepped over the versions that the ones before it had left.

drop trigger assets_counted_in on assets;
drop trigger assets_counted_on on assets;
drop function count_asset_change();
drop function count_asset(bigint, bigint, integer, integer);
drop function count_tags(bigint, text[], text[], integer);

create type run_change as (library_id bigint, run bigint, assets bigint, trashed bigint);
create type tag_change as (library_id bigint, tag_key text, tag text, assets bigint);

-- What an asset adds to its run (sign 1) or takes from it (sign -1). Views count nowhere.
create function run_changes(asset assets, sign integer) returns setof run_change
language sql immutable parallel safe as $$
  select asset.library_id, asset.position >> 9,
    sign::bigint * (asset.trashed_at is null)::int, sign::bigint * (asset.trashed_at is not null)::int
  where asset.parent_id is null;
$$;

-- The same for its tags after the first so many.
create function tag_changes(asset assets, sign integer, after_first integer) returns setof tag_change
language sql immutable parallel safe as $$
  select asset.library_id, key, tag, sign::bigint
  from unnest(asset.tags[after_first + 1:], asset.tag_keys[after_first + 1:]) as u(tag, key)
  where asset.parent_id is null and asset.trashed_at is null;
$$;

-- Rows are taken in one order. A tag is spelled as where it was used first.
create function count_changes(runs run_change[], tags tag_change[]) returns void language sql as $$
  insert into asset_runs as r (library_id, run, assets, trashed)
  select library_id, run, sum(assets), sum(trashed) from unnest(runs)
  group by library_id, run having sum(assets) <> 0 or sum(trashed) <> 0 order by library_id, run
  on conflict (library_id, run) do update set assets = r.assets + excluded.assets, trashed = r.trashed + excluded.trashed;

  insert into library_tags as t (library_id, tag_key, tag, assets)
  select library_id, tag_key, (array_agg(tag order by n))[1], sum(assets)
  from unnest(tags) with ordinality as c(library_id, tag_key, tag, assets, n)
  group by library_id, tag_key having sum(assets) <> 0 order by library_id, tag_key
  on conflict (library_id, tag_key) do update set assets = t.assets + excluded.assets;
$$;

-- Triggers, so that no statement can forget to count. Whoever changes what a library holds locks the library's row first,
-- which keeps these counters free of deadlocks.
create function count_asset_changes() returns trigger language plpgsql set jit = off as $$
declare
  changed text[];
  runs run_change[];
  tags tag_change[];
begin
  case tg_op
    when 'INSERT' then
      runs := array(select c from after a cross join lateral run_changes(a, 1) c);
      tags := array(select c from after a cross join lateral tag_changes(a, 1, 0) c order by a.position);
    when 'DELETE' then
      runs := array(select c from before b cross join lateral run_changes(b, -1) c);
      tags := array(select c from before b cross join lateral tag_changes(b, -1, 0) c);
    when 'UPDATE' then
      changed := array(
        select id from before b join after a using (id)
        where (b.library_id, b.position, b.trashed_at is null, b.parent_id, b.tags)
          is distinct from (a.library_id, a.position, a.trashed_at is null, a.parent_id, a.tags));
      if changed = '{}' then return null; end if;
      runs := array(
        select c from before b join after a using (id)
        cross join lateral (select run_changes(b, -1) union all select run_changes(a, 1)) as d(c)
        where id = any(changed));
      -- Tags were only added, which is what tagging does: the ones before them count as they did.
      tags := array(
        select c from before b join after a using (id)
        cross join lateral (
          select case when (b.library_id, b.trashed_at is null, b.parent_id) is not distinct from
              (a.library_id, a.trashed_at is null, a.parent_id) and b.tags = a.tags[1:cardinality(b.tags)]
            then cardinality(b.tags) else 0 end as same) as s
        cross join lateral (select tag_changes(b, -1, s.same) union all select tag_changes(a, 1, s.same)) as d(c)
        where id = any(changed) order by a.position);
  end case;
  perform count_changes(runs, tags);
  return null;
end $$;

create trigger assets_counted_in after insert on assets
  referencing new table as after for each statement execute function count_asset_changes();
create trigger assets_counted_on after update on assets
  referencing old table as before new table as after for each statement execute function count_asset_changes();
create trigger assets_counted_out after delete on assets
  referencing old table as before for each statement execute function count_asset_changes();
