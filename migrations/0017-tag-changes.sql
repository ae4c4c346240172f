-- A change of tags counts only the tags that came or went, and files only the words of what changed. Before, one tag on
-- each of 100 assets counted and filed every other tag of theirs again.

create or replace function count_asset_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (old.library_id, old.position, old.trashed_at is null, old.parent_id)
      is not distinct from (new.library_id, new.position, new.trashed_at is null, new.parent_id) then
    if new.parent_id is null and new.trashed_at is null then
      perform count_tags(new.library_id, array_agg(tag), array_agg(key), -1)
      from unnest(old.tags, old.tag_keys) as u(tag, key) where key <> all(new.tag_keys) having count(*) > 0;
      perform count_tags(new.library_id, array_agg(tag), array_agg(key), 1)
      from unnest(new.tags, new.tag_keys) as u(tag, key) where key <> all(old.tag_keys) having count(*) > 0;
    end if;
    return null;
  end if;
  if tg_op <> 'INSERT' and old.parent_id is null then
    perform count_asset(old.library_id, old.position, -(old.trashed_at is null)::int, -(old.trashed_at is not null)::int);
    if old.trashed_at is null and old.tags <> '{}' then
      perform count_tags(old.library_id, old.tags, old.tag_keys, -1);
    end if;
  end if;
  if tg_op <> 'DELETE' and new.parent_id is null then
    perform count_asset(new.library_id, new.position, (new.trashed_at is null)::int, (new.trashed_at is not null)::int);
    if new.trashed_at is null and new.tags <> '{}' then
      perform count_tags(new.library_id, new.tags, new.tag_keys, 1);
    end if;
  end if;
  return null;
end $$;

-- What one asset is filed under for some of its tags.
create function search_tag_entries(asset assets, tags text[]) returns setof search_entry
language sql immutable parallel safe as $$
  select distinct asset.library_id, asset.position, 2::smallint, filed
  from search_words_of(array_to_string(tags, ' ')) as word
  cross join lateral (values (word), (left(word, 1) || '*'), (left(word, 2) || '*')) as f(filed)
  where asset.parent_id is null and asset.trashed_at is null;
$$;

create or replace function index_assets() returns trigger language plpgsql set jit = off as $$
declare
  changed text[];
  tagged text[];
  removed search_entry[];
  added search_entry[];
begin
  case tg_op
    when 'INSERT' then
      added := array(select e from after a cross join lateral search_entries(a) e);
    when 'DELETE' then
      removed := array(select e from before b cross join lateral search_entries(b) e);
    when 'UPDATE' then
      -- Tags were only added, which is what tagging does: their words are added, and none is taken away.
      tagged := array(
        select id from before b join after a using (id)
        where (b.library_id, b.position, b.trashed_at is null, b.name, b.description)
            is not distinct from (a.library_id, a.position, a.trashed_at is null, a.name, a.description)
          and b.tags <> a.tags and b.tags = a.tags[1:cardinality(b.tags)]);
      changed := array(
        select id from before b join after a using (id)
        where (b.library_id, b.position, b.trashed_at is null, b.name, b.tags, b.description)
            is distinct from (a.library_id, a.position, a.trashed_at is null, a.name, a.tags, a.description)
          and id <> all(tagged));
      if changed = '{}' and tagged = '{}' then return null; end if;
      if tagged <> '{}' then
        perform search_file(array(
          select e from before b join after a using (id)
          cross join lateral search_tag_entries(a, a.tags[cardinality(b.tags) + 1:]) e
          where id = any(tagged)));
      end if;
      removed := array(select e from before b cross join lateral search_entries(b) e where b.id = any(changed));
      added := array(select e from after a cross join lateral search_entries(a) e where a.id = any(changed));
      select array(select unnest(removed) except select unnest(added)), array(select unnest(added) except select unnest(removed))
      into removed, added;
  end case;
  if cardinality(removed) > 0 then perform search_unfile(removed); end if;
  if cardinality(added) > 0 then perform search_file(added); end if;
  return null;
end $$;
