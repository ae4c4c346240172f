-- What a person decided about an asset, and who it was. The name of the time stays for people who are gone.
alter table assets
  add column approval_state text check (approval_state in ('in_review', 'approved', 'needs_changes')),
  add column approval_note text,
  add column approver_id text,
  add column approver_name text,
  add column approval_at timestamptz;

create index assets_by_approval on assets (library_id, approval_state, position desc) include (id, media_type)
  where approval_state is not null and parent_id is null and trashed_at is null;
