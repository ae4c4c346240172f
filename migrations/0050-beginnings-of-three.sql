-- Words are filed under their first three letters too, as they were under one and two. Three letters that begin many words,
-- such as DSC of a camera's names, read a bit map for each of those words before. The index grows by a quarter.

-- What processes of the version before upload meanwhile would be filed in neither way.
lock table assets in share row exclusive mode;

create or replace function search_entries(asset assets) returns setof search_entry
language sql immutable parallel safe as $$
  select distinct asset.library_id, asset.position, t.place::smallint, e.entry
  from (values (0, null), (1, asset.name), (2, array_to_string(asset.tags, ' ')), (3, asset.description)) as t(place, content)
  cross join lateral (
    select '*' where place = 0
    union all
    select search_name(content) where place = 1 and search_name(content) is not null
    union all
    select filed from search_words_of(content) as word
    cross join lateral (values (word), (left(word, 1) || '*'), (left(word, 2) || '*'), (left(word, 3) || '*')) as f(filed)) as e(entry)
  where asset.parent_id is null and asset.trashed_at is null;
$$;

create or replace function search_tag_entries(asset assets, tags text[]) returns setof search_entry
language sql immutable parallel safe as $$
  select distinct asset.library_id, asset.position, 2::smallint, filed
  from search_words_of(array_to_string(tags, ' ')) as word
  cross join lateral (values (word), (left(word, 1) || '*'), (left(word, 2) || '*'), (left(word, 3) || '*')) as f(filed)
  where asset.parent_id is null and asset.trashed_at is null;
$$;

-- As before, but for beginnings of words, which are in no vocabulary.
create or replace function search_file(added search_entry[]) returns void language sql as $$
  insert into search_words as w (library_id, run, place, word, marks)
  select library_id, (position >> 9)::integer, place, word, bit_or(set_bit(0::bit(512), (position & 511)::integer, 1))
  from unnest(added)
  group by 1, 2, 3, 4
  on conflict (library_id, word, place, run) do update set marks = w.marks | excluded.marks;

  insert into search_vocabulary
  select library_id, word
  from (select distinct library_id, word from unnest(added)) as a
  where length(word) >= 4 and word !~ '^=|\d|\*$' and not exists (
    select from search_vocabulary v where v.library_id = a.library_id and v.word = a.word)
  on conflict do nothing;
$$;

insert into search_words (library_id, run, place, word, marks)
select library_id, run, place, left(word, 3) || '*', bit_or(marks)
from search_words where length(word) >= 3 and word !~ '^=|\*$'
group by 1, 2, 3, 4;
