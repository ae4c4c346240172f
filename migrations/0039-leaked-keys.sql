-- A secret of the key that was found in public while LEAKED_KEYS was `flag`. Another secret of the key is not it.
alter table keys add column leaked_sha256 bytea, add column leaked_at timestamptz;
