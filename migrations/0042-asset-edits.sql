-- How a picture is turned, mirrored and cropped, and its focal point. Null if it is shown as it was uploaded. A version in
-- links changes with it: what follows '-' in assets.version stands for the edits.
alter table assets
  add column edits jsonb,
  -- Caches ask whether a link changed since a time.
  add column edited_at timestamptz;
