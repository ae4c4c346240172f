import sql from "sql-template-tag";
import type { Role } from "../../../kernel/role.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { unixMs } from "../../../platform/database/unix-ms.ts";
import { presentName } from "../names/store.ts";

export interface AccountRow {
  id: string;
  email: string;
  name: string;
  hasChosenName: boolean;
  unclaimed: { name: string; expiresAt: number }[];
  organizations: { id: string; name: string | null; plan: string | null; role: Role }[];
  invitations: {
    id: string;
    organizationName: string;
    role: Role;
    invitedBy: string | null;
    expiresAt: number;
  }[];
}

// More than an address may have at a time.
const unclaimedMax = 20;

/**
 * An account with its organizations, oldest membership first, its pending invitations, and what was started for its address
 * and nobody has claimed.
 */
export function account(db: Queryable, accountId: string, now: Date): Promise<AccountRow> {
  return db.one<AccountRow>(
    sql`select a.id, a.email, a.name, a.has_chosen_name as "hasChosenName",
          coalesce((select json_agg(json_build_object('id', o.slug, 'name', o.name, 'plan', o.plan, 'role', m.role)
                                    order by m.created_at, o.id)
                    from members m join organizations o on o.id = m.organization_id
                    where m.account_id = a.id and (o.expires_at is null or o.expires_at > ${now})), '[]') as organizations,
          coalesce((select json_agg(json_build_object('id', i.id, 'organizationName', coalesce(o.name, o.slug), 'role', i.role,
                                      'invitedBy', ${presentName(sql`i.inviter_id`, sql`i.invited_by`)}, 'expiresAt', ${unixMs("i.expires_at")}) order by i.created_at)
                    from invitations i join organizations o on o.id = i.organization_id
                    where i.email = a.email and i.expires_at > ${now}
                      and (o.expires_at is null or o.expires_at > ${now})), '[]') as invitations,
          coalesce((select json_agg(u) from (
                      select coalesce(o.name, (select l.name from libraries l where l.organization_id = o.id order by l.id limit 1), o.slug) as name,
                        ${unixMs("o.expires_at")} as "expiresAt"
                      from organizations o where lower(o.started_by) = a.email and o.expires_at > ${now}
                      order by o.expires_at limit ${unclaimedMax}) u), '[]') as unclaimed
        from accounts a where a.id = ${accountId}`,
  );
}

export async function renameAccount(db: Queryable, accountId: string, name: string): Promise<void> {
  await db.execute(sql`update accounts set name = ${name}, has_chosen_name = true where id = ${accountId}`);
}

/** The account's live sessions, most recently used first. */
export function sessionsOf(
  db: Queryable,
  accountId: string,
): Promise<
  {
    id: string;
    userAgent: string | null;
    ipAddress: string | null;
    createdAt: number;
    lastUsedAt: number;
  }[]
> {
  return db.query(
    sql`select id, nullif(user_agent, '') as "userAgent", nullif(ip_address, '') as "ipAddress",
          ${unixMs("created_at")} as "createdAt", ${unixMs("updated_at")} as "lastUsedAt"
        from sessions where account_id = ${accountId} and expires_at > now() order by updated_at desc, id`,
  );
}

export async function isSessionLive(db: Queryable, sessionId: string): Promise<boolean> {
  return (
    (await db.maybe(sql`select 1 from sessions where id = ${sessionId} and expires_at > now()`)) !== undefined
  );
}

/** False when the account has no such session. */
export async function endSession(db: Queryable, accountId: string, sessionId: string): Promise<boolean> {
  return (
    (await db.execute(sql`delete from sessions where account_id = ${accountId} and id = ${sessionId}`)) === 1
  );
}

export function endOtherSessions(db: Queryable, accountId: string, keptId: string): Promise<number> {
  return db.execute(sql`delete from sessions where account_id = ${accountId} and id <> ${keptId}`);
}

/** A session and the organization whose events it receives. */
export interface Presence {
  sessionId: string;
  organizationId: number;
}

/** For each presence, in order: whether its session is live and its account still a member of the organization. */
export async function stillPresent(
  db: Queryable,
  presences: readonly Presence[],
  now: Date,
): Promise<boolean[]> {
  const rows = await db.query<{ present: boolean }>(
    sql`select exists (
            select 1 from sessions s
            join members m on m.account_id = s.account_id and m.organization_id = p.organization_id
            join organizations o on o.id = m.organization_id
            where s.id = p.session_id and s.expires_at > now() and (o.expires_at is null or o.expires_at > ${now})) as present
        from unnest(${presences.map((p) => p.sessionId)}::text[], ${presences.map((p) => p.organizationId)}::bigint[])
          with ordinality as p(session_id, organization_id, n)
        order by p.n`,
  );
  return rows.map(({ present }) => present);
}

/** Deletes expired sign-ins, sessions and invitations. */
export async function dropEnded(db: Queryable, now: Date): Promise<void> {
  await db.execute(sql`delete from sign_ins where expires_at <= ${now}`);
  await db.execute(sql`delete from sessions where expires_at <= ${now}`);
  await db.execute(sql`delete from verifications where expires_at <= ${now}`);
  await db.execute(sql`delete from invitations where expires_at <= ${now}`);
}

/** Whether an address has an account or a pending invitation, or nobody has an account yet. */
export async function hasAccountOrInvitation(db: Queryable, email: string, now: Date): Promise<boolean> {
  const { may } = await db.one<{ may: boolean }>(
    sql`select exists (select 1 from accounts where email = ${email})
          or exists (select 1 from invitations where email = ${email} and expires_at > ${now})
          or not exists (select 1 from accounts) as may`,
  );
  return may;
}
