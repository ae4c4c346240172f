-- Which secret seals what is in this database: a node that has another must not write.
create table server_secret (
  singleton boolean primary key default true check (singleton),
  fingerprint bytea not null
);
