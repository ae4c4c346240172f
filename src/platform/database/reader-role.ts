import sql from "sql-template-tag";
import type { Queryable } from "./queryable.ts";

/** The role of statements that read for one organization. It belongs to all databases of the server. */
export const readerRole = "rookery_reader";

/**
 * Creates the role, if the database's user may, and lets it read the tables that have row-level security. A user that may
 * not create roles goes on without: `mayRead` tells.
 */
export async function prepareReaderRole(db: Queryable): Promise<void> {
  await db.execute(sql`
    do $$
    declare
      name text;
    begin
      -- Two processes that start at once must not change the same rows.
      perform pg_advisory_xact_lock(5265012);
      begin
        if not exists (select from pg_roles where rolname = 'rookery_reader') then
          create role rookery_reader nologin;
        end if;
        if not pg_has_role('rookery_reader', 'MEMBER') then
          grant rookery_reader to current_user;
        end if;
      exception when insufficient_privilege or unique_violation or duplicate_object then null;
      end;
      if exists (select from pg_roles where rolname = 'rookery_reader') then
        execute format('grant usage on schema %I to rookery_reader', current_schema());
        for name in
          select relname from pg_class
          where relnamespace = current_schema()::regnamespace and relkind = 'r' and relrowsecurity
            and not has_table_privilege('rookery_reader', oid, 'SELECT')
        loop
          execute format('grant select on %I to rookery_reader', name);
        end loop;
      end if;
    end $$`);
}

/** Whether this database's user can become the reader, and the reader may read. */
export async function mayRead(db: Queryable): Promise<boolean> {
  const { usable } = await db.one<{ usable: boolean }>(sql`
    select exists (
      select from pg_roles
      where rolname = 'rookery_reader' and has_table_privilege(oid, 'organizations', 'SELECT')
        -- Since version 16 a member needs the option SET to become the role.
        and pg_has_role(oid, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)
    ) as usable`);
  return usable;
}
