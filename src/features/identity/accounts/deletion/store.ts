import sql from "sql-template-tag";
import type { Role } from "../../../../kernel/role.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";

/** Whether a session began within these minutes. */
export async function isFreshSession(db: Queryable, sessionId: string, minutes: number): Promise<boolean> {
  const row = await db.maybe(
    sql`select 1 from sessions where id = ${sessionId} and created_at > now() - make_interval(mins => ${minutes}::int)`,
  );
  return row !== undefined;
}

export interface Belonging {
  /** The organization's row. */
  rowId: number;
  id: string;
  name: string;
  role: Role;
  hasOtherOwner: boolean;
  /** The other members, those who joined first at the start. */
  others: { accountId: string; name: string; email: string }[];
}

/** The organizations that an account is a member of, oldest first. */
export function belongings(db: Queryable, accountId: string, now: Date): Promise<Belonging[]> {
  return db.query<Belonging>(
    sql`select o.id as "rowId", o.slug as id, coalesce(o.name, o.slug) as name, m.role,
          exists (select from members x where x.organization_id = o.id and x.role = 'owner' and x.account_id <> ${accountId})
            as "hasOtherOwner",
          coalesce((select json_agg(json_build_object('accountId', a.id, 'name', a.name, 'email', a.email) order by x.created_at, a.id)
                    from members x join accounts a on a.id = x.account_id
                    where x.organization_id = o.id and x.account_id <> ${accountId}), '[]') as others
        from members m join organizations o on o.id = m.organization_id
        where m.account_id = ${accountId} and (o.expires_at is null or o.expires_at > ${now}) order by o.id`,
  );
}

const gone = "Deleted account";

/**
 * Removes an account, and with it its sessions, passkeys, memberships, connected apps and their tokens. Audit entries and share
 * links keep what was done and by which id, without a name or an address.
 */
export async function removeAccount(
  tx: Queryable,
  { id, email }: { id: string; email: string },
): Promise<void> {
  // Waits for calls that hold the account, whose entries must be seen here: see `insertEntry`.
  await tx.execute(sql`select 1 from accounts where id = ${id} for update`);
  const actors = [id, ...(await appKeysOf(tx, id))];
  await tx.execute(
    sql`update audit_entries set actor_name = ${gone}, details = case when operation = 'connectApp'
            then jsonb_set(details, '{name}', to_jsonb(${gone}::text)) else details end
        where actor_id = any(${actors}::text[])`,
  );
  await tx.execute(
    sql`update audit_entries set details = jsonb_set(details, '{email}', to_jsonb(${gone}::text))
        where details ? 'email' and lower(details->>'email') = ${email}`,
  );
  await tx.execute(sql`update shares set created_by = ${gone} where creator_id = any(${actors}::text[])`);
  await tx.execute(sql`update invitations set invited_by = null where inviter_id = ${id}`);
  await tx.execute(sql`delete from invitations where email = ${email}`);
  await tx.execute(sql`delete from sign_ins where email = ${email}`);
  await removeStarter(tx, email);
  await tx.execute(sql`delete from accounts where id = ${id}`);
}

/** The keys of a person's apps, of those that are disconnected too: they are named after the person. */
async function appKeysOf(tx: Queryable, accountId: string): Promise<string[]> {
  const keys = await tx.query<{ id: string }>(
    sql`select id from keys where account_id = ${accountId} union select id from former_app_keys where account_id = ${accountId}`,
  );
  return keys.map(({ id }) => id);
}

/** Removes an address from what was started with it and has been claimed since. What waits for a claim needs it for that. */
async function removeStarter(tx: Queryable, email: string): Promise<void> {
  await tx.execute(
    sql`update organizations set started_by = null where lower(started_by) = ${email} and expires_at is null and started_by is not null`,
  );
  await tx.execute(
    sql`update tenants t set email = null from organizations o
        where o.id = t.organization_id and lower(t.email) = ${email} and o.expires_at is null`,
  );
}
