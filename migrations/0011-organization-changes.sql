-- Pages that are open hear as well of who belongs to their organization, what it is called, and which libraries it has
-- (NOTIFY `organization_changes`). Postgres tells the same thing once in a transaction, however many rows it concerns.

create function notify_organization_change() returns trigger language plpgsql as $$
declare
  organization bigint;
begin
  case
    when tg_table_name = 'organizations' then organization := new.id;
    when tg_op = 'INSERT' then organization := new.organization_id;
    else organization := old.organization_id;
  end case;
  perform pg_notify('organization_changes', json_build_object('organization', organization, 'changed', tg_argv[0])::text);
  return null;
end $$;

create trigger members_told after insert or delete or update of role on members
  for each row execute function notify_organization_change('members');
create trigger invitations_told after insert or delete or update on invitations
  for each row execute function notify_organization_change('members');
create trigger organizations_told after update of slug, name on organizations
  for each row execute function notify_organization_change('members');
-- One that ends moves to an organization whose time is over. Its other columns change with every upload.
create trigger libraries_told after insert or delete or update of slug, name, organization_id on libraries
  for each row execute function notify_organization_change('libraries');
