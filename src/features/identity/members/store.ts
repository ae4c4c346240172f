import sql from "sql-template-tag";
import type { LibraryGrant, MemberCaller } from "../../../kernel/caller.ts";
import { fail } from "../../../kernel/failure.ts";
import { includes, type Role } from "../../../kernel/role.ts";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { unixMs } from "../../../platform/database/unix-ms.ts";
import { organizationCalled, organizationJson } from "../slugs/store.ts";

type Membership = Pick<MemberCaller, "organization" | "role" | "grants">;

/** An account's role in an organization, with the libraries it may use; undefined when it is no member. */
export async function membership(
  db: Queryable,
  accountId: string,
  slug: unknown,
  now: Date,
): Promise<Membership | undefined> {
  if (typeof slug !== "string" || slug.includes("\0")) return undefined;
  const row = await db.maybe<{
    organization: Omit<Membership["organization"], "expiresAt">;
    expiresAt: Date | null;
    role: Role;
    libraries: Omit<LibraryGrant, "level">[];
  }>(
    prepared(
      "membership",
      sql`select ${organizationJson} as organization, o.expires_at as "expiresAt", m.role,
            coalesce((select json_agg(json_build_object('id', l.id, 'slug', l.slug) order by l.id)
                      from libraries l where l.organization_id = o.id), '[]') as libraries
          from members m join organizations o on o.id = m.organization_id
          where m.account_id = ${accountId} and ${organizationCalled(slug)} and (o.expires_at is null or o.expires_at > ${now})`,
    ),
  );
  if (!row) return undefined;
  const level = includes(row.role, "editor") ? "write" : "read";
  return {
    organization: { ...row.organization, expiresAt: row.expiresAt },
    role: row.role,
    grants: new Map(row.libraries.map((library) => [library.slug, { ...library, level }])),
  };
}

/** Makes an account a member, after {@link lockAccount}. A member keeps the current role. */
export async function insertMember(
  db: Queryable,
  organizationId: number,
  member: { accountId: string; role: Role; createdAt: Date },
): Promise<void> {
  await db.execute(
    sql`insert into members (organization_id, account_id, role, created_at)
        values (${organizationId}, ${member.accountId}, ${member.role}, ${member.createdAt}) on conflict do nothing`,
  );
}

/** An organization's members, owners first, then by time. */
export function membersOf(
  db: Queryable,
  organizationId: number,
): Promise<{ accountId: string; name: string; email: string; role: Role; since: number }[]> {
  return db.query(
    sql`select a.id as "accountId", a.name, a.email, m.role, ${unixMs("m.created_at")} as since
        from members m join accounts a on a.id = m.account_id
        where m.organization_id = ${organizationId} order by m.role = 'owner' desc, m.created_at, a.id`,
  );
}

/** Locks an organization's members until the transaction ends. */
export async function lockMembers(tx: Queryable, organizationId: number): Promise<void> {
  await tx.execute(sql`select 1 from organizations where id = ${organizationId} for no key update`);
}

export async function countOwners(db: Queryable, organizationId: number): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*)::int as n from members where organization_id = ${organizationId} and role = 'owner'`,
  );
  return n;
}

export async function isOwner(db: Queryable, organizationId: number, accountId: string): Promise<boolean> {
  const row = await db.maybe(
    sql`select 1 from members
        where organization_id = ${organizationId} and account_id = ${accountId} and role = 'owner'`,
  );
  return row !== undefined;
}

/**
 * Locks an account's organizations until the transaction ends; the first statement of whatever adds one. Without it, an account that
 * is being deleted would leave an organization without an owner. Fails if the account is gone.
 */
export async function lockAccount(tx: Queryable, accountId: string): Promise<void> {
  const found = await tx.maybe(sql`select 1 from accounts where id = ${accountId} for no key update`);
  if (!found) throw fail.signedOut();
}

/** Counts the organizations that an account owns. */
export async function countOwned(db: Queryable, accountId: string): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*)::int as n from members where account_id = ${accountId} and role = 'owner'`,
  );
  return n;
}

/** False when the account is no member. */
export async function setRole(
  tx: Queryable,
  organizationId: number,
  accountId: string,
  role: Role,
): Promise<boolean> {
  const changed = await tx.execute(
    sql`update members set role = ${role} where organization_id = ${organizationId} and account_id = ${accountId}`,
  );
  return changed === 1;
}

/** False when the account is no member. */
export async function deleteMember(
  tx: Queryable,
  organizationId: number,
  accountId: string,
): Promise<boolean> {
  const deleted = await tx.execute(
    sql`delete from members where organization_id = ${organizationId} and account_id = ${accountId}`,
  );
  return deleted === 1;
}

/** Whether the account with this email address is a member. */
export async function isMember(db: Queryable, organizationId: number, email: string): Promise<boolean> {
  const row = await db.maybe(
    sql`select 1 from members m join accounts a on a.id = m.account_id
        where m.organization_id = ${organizationId} and a.email = ${email.toLowerCase()}`,
  );
  return row !== undefined;
}
