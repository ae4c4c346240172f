-- Search finds parts of words (sunsetBeach, img1234), words that a hyphen parts (wi-fi, 2024-05-01), signs and emoji, and
-- ranks a name that is the query itself first. Every asset is filed again, about half a millisecond for each.

-- A text with chr(1) where a word has a border inside: at capitals, and between letters and digits. `markParts` of
-- src/features/library/search/parts.ts is the same.
create function search_mark_parts(content text) returns text
language sql immutable strict parallel safe as $$
  select regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(content, chr(1) || chr(2), '  ') collate "und-x-icu",
    '([[:alpha:]][\u0300-\u036f]*[[:lower:]][\u0300-\u036f]*)(?=[[:upper:]])', '\1' || chr(1), 'g'),
    '([[:upper:]][\u0300-\u036f]*[[:upper:]][\u0300-\u036f]*)(?=[[:upper:]][\u0300-\u036f]*[[:lower:]])', '\1' || chr(1), 'g'),
    '([[:alpha:]\u0300-\u036f]{3}(?=[0-9])|[[:alpha:]\u0300-\u036f]{2}(?=[0-9]{2}))', '\1' || chr(1), 'g'),
    '([0-9](?=[[:alpha:]\u0300-\u036f]{3})|[0-9]{2}(?=[[:alpha:]\u0300-\u036f]{2}))', '\1' || chr(1), 'g');
$$;

-- Characters that have no space between words: of Chinese, Japanese, Thai, Lao, Burmese and Khmer, signs and emoji.
create or replace function search_unspaced() returns text language sql immutable parallel safe as $$
  select '\u0e01-\u0e3a\u0e40-\u0eff\u1000-\u109f\u1780-\u17dd\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f'
    || '\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd'
    || '#$%&+@\u00a2-\u00a7\u00a9\u00ac\u00ae\u00b0\u00b1\u00b6\u00d7\u00f7\u20a0-\u20cf\u2190-\u23ff\u2500-\u2bff'
    || '\U0001f000-\U0001faff';
$$;

-- Whether two runs with a hyphen or the like between them also count as one word: numbers while they may be a date, others
-- when one is short. Where the word would have a border again, its parts are found anyway. As `makesWord` of words.ts.
create function search_joins(a text, b text) returns boolean
language sql immutable strict parallel safe as $$
  select case
    when a ~ '^[0-9]+$' and b ~ '^[0-9]+$' then length(a) + length(b) <= 8
    else least(length(a), length(b)) <= 3 and length(a) + length(b) <= 40
      and (a || chr(1) || b) collate "und-x-icu"
        !~ '[[:alpha:]]{3}\u0001[0-9]|[[:alpha:]]{2}\u0001[0-9]{2}|[0-9]\u0001[[:alpha:]]{3}|[0-9]{2}\u0001[[:alpha:]]{2}'
  end;
$$;

-- The words of a text: runs of letters and digits, and of the marks that scripts of India spell vowels with; the parts of
-- such a run; and what joined runs make. A longer one counts by its first 40 characters. In scripts without spaces each two
-- neighbouring characters are a word, and the last one alone. `wordsOf` of words.ts is the same.
create or replace function search_words_of(content text) returns setof text
language sql immutable parallel safe as $$
  select word
  from (
    select token, run, run ~ ('^[' || search_unspaced() || ']') as unspaced,
      case when lead(token) over ahead = chr(2) then lead(run, 2) over ahead end as second,
      case when lead(token) over ahead = chr(2) and lead(token, 3) over ahead = chr(2) then lead(run, 4) over ahead end as third
    from (
      select token, translate(token, chr(1), '') as run, n
      from regexp_split_to_table(
        regexp_replace(
          regexp_replace(search_fold(search_mark_parts(content)), '([' || search_unspaced() || ']+)', ' \1 ', 'g')
            collate "und-x-icu",
          '([[:alnum:]\u0001\u07a6-\u07b0\u0900-\u0963\u0966-\u096f\u0971-\u0dff])[-_.''/:\u2010-\u2015\u2019]'
            || '(?=[[:alnum:]\u0001\u07a6-\u07b0\u0900-\u0963\u0966-\u096f\u0971-\u0dff])', '\1 ' || chr(2) || ' ', 'g')
          collate "und-x-icu",
        '[^[:alnum:]\u0001\u0002\u07a6-\u07b0\u0900-\u0963\u0966-\u096f\u0971-\u0dff' || search_unspaced() || ']+')
        with ordinality as split(token, n)) as tokens
    where run <> ''
    window ahead as (order by n)) as runs
  cross join lateral (
    select left(run, 40) as word where run <> chr(2) and not unspaced
    union all
    select left(part, 40) from string_to_table(trim(both chr(1) from token), chr(1)) as part
    where strpos(trim(both chr(1) from token), chr(1)) > 0 and part <> ''
    union all
    select run || second where run <> chr(2) and search_joins(run, second)
    union all
    select run || second || third where run || second || third ~ '^[0-9]{3,8}$'
    union all
    select substr(run, at, 2) from generate_series(1, length(run)) as at where unspaced) as words;
$$;

-- What a name is filed under as a whole: its words, whatever stands between them. `nameEntry` of words.ts is the same.
create function search_name(content text) returns text
language sql immutable strict parallel safe as $$
  select '=' || left(md5(words), 12)
  from regexp_replace(
    search_fold(content) collate "und-x-icu",
    '[^[:alnum:]\u07a6-\u07b0\u0900-\u0963\u0966-\u096f\u0971-\u0dff' || search_unspaced() || ']+', '', 'g') as words
  where words <> '';
$$;

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
    cross join lateral (values (word), (left(word, 1) || '*'), (left(word, 2) || '*')) as f(filed)) as e(entry)
  where asset.parent_id is null and asset.trashed_at is null;
$$;

create or replace function search_file(added search_entry[]) returns void language sql as $$
  insert into search_words as w (library_id, run, place, word, marks)
  select library_id, (position >> 9)::integer, place, word, bit_or(set_bit(0::bit(512), (position & 511)::integer, 1))
  from unnest(added)
  group by 1, 2, 3, 4
  on conflict (library_id, word, place, run) do update set marks = w.marks | excluded.marks;

  -- Four letters are what the shortest word that may hold a typo has left when one is missing. Numbers never do.
  insert into search_vocabulary
  select library_id, word
  from (select distinct library_id, word from unnest(added)) as a
  where length(word) >= 4 and word !~ '^=|\d' and not exists (
    select from search_vocabulary v where v.library_id = a.library_id and v.word = a.word)
  on conflict do nothing;
$$;

drop index search_vocabulary_remains;
truncate search_words, search_vocabulary;

insert into search_words (library_id, run, place, word, marks)
select e.library_id, (e.position >> 9)::integer, e.place, e.word, bit_or(set_bit(0::bit(512), (e.position & 511)::integer, 1))
from assets a cross join lateral search_entries(a) e
group by 1, 2, 3, 4;

insert into search_vocabulary (library_id, word)
select distinct library_id, word from search_words where length(word) >= 4 and word !~ '^=|\d';

create index search_vocabulary_remains on search_vocabulary
  using gin (library_id, search_remains(word, case when length(word) < 7 then 1 else 2 end)) with (fastupdate = off);
