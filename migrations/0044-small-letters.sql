-- Whether Georgian letters and U+0295 are small depends on the version of Unicode, which differs between Node and builds of
-- Postgres: a query then looked for parts that the index had not filed. Neither marks a border there now. What was filed
-- stays found by its whole words. `markParts` of src/features/library/search/parts.ts is the same.
create or replace function search_mark_parts(content text) returns text
language sql immutable strict parallel safe as $$
  select regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(content, chr(1) || chr(2), '  ') collate "und-x-icu",
    '([[:alpha:]][\u0300-\u036f]*(?![\u0295\u10d0-\u10ff])[[:lower:]][\u0300-\u036f]*)(?=[[:upper:]])', '\1' || chr(1), 'g'),
    '([[:upper:]][\u0300-\u036f]*[[:upper:]][\u0300-\u036f]*)(?=[[:upper:]][\u0300-\u036f]*(?![\u0295\u10d0-\u10ff])[[:lower:]])',
    '\1' || chr(1), 'g'),
    '([[:alpha:]\u0300-\u036f]{3}(?=[0-9])|[[:alpha:]\u0300-\u036f]{2}(?=[0-9]{2}))', '\1' || chr(1), 'g'),
    '([0-9](?=[[:alpha:]\u0300-\u036f]{3})|[0-9]{2}(?=[[:alpha:]\u0300-\u036f]{2}))', '\1' || chr(1), 'g');
$$;
