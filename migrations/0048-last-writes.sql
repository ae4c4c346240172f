-- Where the write-ahead log stood after the last write of a key or an account, while there is a replica to read from.
-- Unlogged: after a crash of the server, everybody reads what the replica has.
create unlogged table last_writes (
  who text primary key,
  lsn pg_lsn not null
);
