-- Search: for each word of a library, a bit map of the positions whose assets carry it. Assets lie in runs of 512
-- positions (as in asset_runs), so counting, ranking and paging 100,000 matches reads some 200 short rows.

create extension if not exists btree_gin;

-- place: where the word stands: 1 name, 2 tags, 3 description, 0 the asset itself. marks: bit n is position run * 512 + n.
-- A word is also filed under its first letters: 'sunset' as 'sunset', 's*' and 'su*', and every asset under '*',
-- so that a short prefix reads few rows, and no word at all finds everything. Longer prefixes are ranges of words.
create table search_words (
  library_id bigint not null,
  run integer not null,
  place smallint not null,
  word text collate "C" not null,
  marks bit(512) not null,
  primary key (library_id, word, place, run)
) with (fillfactor = 80);             -- room on the page to set one more bit without touching the index

-- Words of a library that a typo may have meant. One stays when its last asset is gone: it then leads to nothing.
create table search_vocabulary (
  library_id bigint not null,
  word text collate "C" not null,
  primary key (library_id, word)
);

-- Text as it is compared: no case, accents, ligatures or invisible characters. `fold` of src/search/fold.ts is the
-- same in TypeScript, and a test compares them. The collation is named, since the database's own may know only ASCII.
create function search_fold(content text) returns text
language sql immutable strict parallel safe as $$
  select normalize(
    replace(replace(replace(replace(translate(
      regexp_replace(
        lower(normalize(content, NFKD) collate "und-x-icu"),
        '[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640'
          || '\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u180b-\u180d\u1ab0-\u1aff\u1dc0-\u1dff'
          || '\u200c-\u200f\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]+',
        '', 'g'),
      'øđħıłŧðς', 'odhiltdσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    NFKC);
$$;

-- Characters of Chinese, Japanese, Thai, Lao, Burmese and Khmer, which leave no space between words.
create function search_unspaced() returns text language sql immutable parallel safe as $$
  select '\u0e01-\u0e3a\u0e40-\u0eff\u1000-\u109f\u1780-\u17dd\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f'
    || '\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd';
$$;

-- The words of a text: runs of letters and digits, and of the marks that scripts of India spell vowels with. A longer
-- one counts by its first 40 characters. In scripts without spaces each two neighbouring characters are a word, and
-- the last one alone. `wordsOf` of src/search/words.ts is the same.
create function search_words_of(content text) returns setof text
language sql immutable parallel safe as $$
  select word
  from regexp_split_to_table(
    regexp_replace(search_fold(content), '([' || search_unspaced() || ']+)', ' \1 ', 'g') collate "und-x-icu",
    '[^[:alnum:]\u07a6-\u07b0\u0900-\u0963\u0966-\u096f\u0971-\u0dff' || search_unspaced() || ']+') as run
  cross join lateral (
    select left(run, 40) as word
    where run <> '' and run !~ ('^[' || search_unspaced() || ']')
    union all
    select substr(run, at, 2) from generate_series(1, length(run)) as at
    where run ~ ('^[' || search_unspaced() || ']')) as words;
$$;

-- What is left of a word's first seven letters without up to so many of them. Two words that are at most that many
-- typos apart share one of these (the symmetric-delete method of SymSpell).
create function search_remains(word text, deletions integer) returns text[]
language sql immutable strict parallel safe cost 100 as $$
  with recursive remains(part, deleted) as (
    select left(word, 7), 0
    union
    select left(part, at - 1) || substr(part, at + 1), deleted + 1
    from remains cross join lateral generate_series(1, length(part)) as at where deleted < deletions)
  select array_agg(distinct part collate "C") from remains;
$$;

-- Two deletions are for words of nine letters, which two typos leave at least seven of. Without a pending list: that
-- would be read by every search, and emptied by some unlucky upload.
create index search_vocabulary_remains on search_vocabulary
  using gin (library_id, search_remains(word, case when length(word) < 7 then 1 else 2 end)) with (fastupdate = off);

create type search_entry as (library_id bigint, "position" bigint, place smallint, word text);

-- Everything that one asset is filed under; nothing for a view or an asset in the trash.
create function search_entries(asset assets) returns setof search_entry
language sql immutable parallel safe as $$
  select distinct asset.library_id, asset.position, t.place::smallint, e.entry
  from (values (0, null), (1, asset.name), (2, array_to_string(asset.tags, ' ')), (3, asset.description)) as t(place, content)
  cross join lateral (
    select '*' where place = 0
    union all
    select filed from search_words_of(content) as word
    cross join lateral (values (word), (left(word, 1) || '*'), (left(word, 2) || '*')) as f(filed)) as e(entry)
  where asset.parent_id is null and asset.trashed_at is null;
$$;

create function search_file(added search_entry[]) returns void language sql as $$
  insert into search_words as w (library_id, run, place, word, marks)
  select library_id, (position >> 9)::integer, place, word, bit_or(set_bit(0::bit(512), (position & 511)::integer, 1))
  from unnest(added)
  group by 1, 2, 3, 4
  on conflict (library_id, word, place, run) do update set marks = w.marks | excluded.marks;

  -- Four letters are what the shortest word that may hold a typo has left when one is missing. Numbers never do.
  insert into search_vocabulary
  select library_id, word
  from (select distinct library_id, word from unnest(added)) as a
  where length(word) >= 4 and word !~ '\d' and not exists (
    select from search_vocabulary v where v.library_id = a.library_id and v.word = a.word)
  on conflict do nothing;
$$;

create function search_unfile(removed search_entry[]) returns void language sql as $$
  update search_words w set marks = w.marks & ~gone.marks
  from (select library_id, (position >> 9)::integer as run, place, word,
          bit_or(set_bit(0::bit(512), (position & 511)::integer, 1)) as marks
        from unnest(removed) group by 1, 2, 3, 4) as gone
  where w.library_id = gone.library_id and w.word = gone.word and w.place = gone.place and w.run = gone.run;

  delete from search_words w
  using (select distinct library_id, (position >> 9)::integer as run, place, word from unnest(removed)) as gone
  where w.library_id = gone.library_id and w.word = gone.word and w.place = gone.place and w.run = gone.run
    and w.marks = 0::bit(512);
$$;

-- Once for each statement that changes assets, so that a batch touches each word once. Rows are locked in no certain
-- order: whoever changes what is searched locks the library's row first. Compiling costs more than it saves here.
create function index_assets() returns trigger language plpgsql set jit = off as $$
declare
  changed text[];
  removed search_entry[];
  added search_entry[];
begin
  case tg_op
    when 'INSERT' then
      added := array(select e from after a cross join lateral search_entries(a) e);
    when 'DELETE' then
      removed := array(select e from before b cross join lateral search_entries(b) e);
    when 'UPDATE' then
      changed := array(
        select id from before b join after a using (id)
        where (b.library_id, b.position, b.trashed_at is null, b.name, b.tags, b.description)
          is distinct from (a.library_id, a.position, a.trashed_at is null, a.name, a.tags, a.description));
      if changed = '{}' then return null; end if;
      removed := array(select e from before b cross join lateral search_entries(b) e where b.id = any(changed));
      added := array(select e from after a cross join lateral search_entries(a) e where a.id = any(changed));
      select array(select unnest(removed) except select unnest(added)), array(select unnest(added) except select unnest(removed))
      into removed, added;
  end case;
  if cardinality(removed) > 0 then perform search_unfile(removed); end if;
  if cardinality(added) > 0 then perform search_file(added); end if;
  return null;
end $$;

create trigger assets_indexed_in after insert on assets
  referencing new table as after for each statement execute function index_assets();
create trigger assets_indexed_on after update on assets
  referencing old table as before new table as after for each statement execute function index_assets();
create trigger assets_indexed_out after delete on assets
  referencing old table as before for each statement execute function index_assets();

create function forget_library_words() returns trigger language plpgsql as $$
begin
  delete from search_words where library_id = old.id;
  delete from search_vocabulary where library_id = old.id;
  return null;
end $$;

create trigger libraries_search_forgotten after delete on libraries
  for each row execute function forget_library_words();
