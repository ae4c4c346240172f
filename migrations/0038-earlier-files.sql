-- How far documents and videos of before thumbnails existed were looked through. A row is deleted when its kind is done.
create table earlier_files (
  kind text primary key check (kind in ('document', 'video')),
  after_id text not null default ''
);
insert into earlier_files (kind) values ('document'), ('video');
