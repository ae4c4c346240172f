import sql from "sql-template-tag";
import type { LibraryGrant, MemberCaller } from "../operation/caller.ts";
import { organizationCalled, organizationJson } from "../organizations/store.ts";
import { prepared, type Queryable } from "../storage/queryable.ts";
import { includes, type Role } from "./role.ts";

type Membership = Pick<MemberCaller, "organization" | "role" | "grants">;

/** What an account is in an organization, with the libraries it reaches; undefined when it is no member. */
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

/** Makes an account a member; one that is a member already stays what it is. */
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
