-- The way that a call came in is called a transport everywhere.
alter table audit_entries rename column door to transport;
alter table request_counts rename column door to transport;
