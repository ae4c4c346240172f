-- A new fact is compared with the facts that it may change, however many others its person has of the same attribute.
-- The indexes on present columns come first: facts stay readable while they are built.
create index facts_of_slot on facts (user_id, slot_hash, coalesce(valid_to, 'infinity'));
create index facts_of_key on facts (user_id, key_hash);
create index facts_forgotten_of_user on facts (user_id, forgotten_key_version, key_hash) where forgotten_at is not null;
alter table facts
  add column replaced_hash bytea; -- keyed hash of the value that a correction replaced, empty if none; null in facts from before
create index facts_corrected on facts (user_id, slot_hash, replaced_hash) where corrected_at is not null;
drop index facts_of_user;
