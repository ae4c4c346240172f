-- Deleting an account finds what names its person by these, in a year of audit entries too.
create index audit_entries_of_actor on audit_entries (actor_id) where actor_id is not null;
create index audit_entries_about on audit_entries (lower(details->>'email')) where details ? 'email';
create index shares_of_creator on shares (creator_id) where creator_id is not null;
create index organizations_started_by on organizations (lower(started_by)) where expires_at is null and started_by is not null;

-- Keys of apps that were disconnected, and whose they were: the audit log names them as "App (Person)" for another year.
create table former_app_keys (
  id text primary key,
  account_id text not null references accounts on delete cascade,
  ended_at timestamptz not null default now()
);
create index former_app_keys_of_account on former_app_keys (account_id);
create index former_app_keys_old on former_app_keys (ended_at);

-- The keys of a deleted account go with it, when there is nobody left to note.
create function note_former_app_key() returns trigger language plpgsql as $$
begin
  insert into former_app_keys (id, account_id) select old.id, a.id from accounts a where a.id = old.account_id
    on conflict do nothing;
  return null;
end $$;
create trigger keys_note_former after delete on keys
  for each row when (old.account_id is not null) execute function note_former_app_key();
