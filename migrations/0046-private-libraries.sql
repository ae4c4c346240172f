-- In a private library every link needs a signature. Links in answers work for link_seconds.
alter table libraries
  add column is_private boolean not null default false,
  add column link_seconds integer not null default 86400 check (link_seconds between 60 and 2592000);

create trigger libraries_notify_private after update of is_private on libraries
  for each row when (old.is_private is distinct from new.is_private) execute function notify_organization_links();
