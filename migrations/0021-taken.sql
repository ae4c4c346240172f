-- When a picture was taken: by its camera's clock, so without a time zone. Generated from the camera data, so that it never
-- differs from it, and so that the assets of before have it too.

create function taken_at(camera jsonb) returns timestamp
language sql immutable parallel safe as $$
  select make_timestamp(
    parts[1]::integer, parts[2]::integer, parts[3]::integer, parts[4]::integer, parts[5]::integer, parts[6]::integer)
  from regexp_match(camera->>'takenAt', '^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$') as parts
  where parts[1] <> '0000';
$$;

alter table assets add column taken_at timestamp generated always as (taken_at(camera)) stored;

-- Both directions end with what has no date.
create index assets_by_taken on assets (library_id, taken_at desc nulls last, position desc) include (id, media_type)
  where parent_id is null and trashed_at is null;
create index assets_by_taken_oldest on assets (library_id, taken_at, position desc) include (id, media_type)
  where parent_id is null and trashed_at is null;
