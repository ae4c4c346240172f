import sql, { type Sql } from "sql-template-tag";
import type { Role } from "../../../../kernel/role.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { unixMs } from "../../../../platform/database/unix-ms.ts";
import { presentName } from "../../names/store.ts";

export interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  invitedBy: string | null;
  createdAt: number;
  expiresAt: number;
}

const columns: Sql = sql`id, email, role, ${presentName(sql`inviter_id`, sql`invited_by`)} as "invitedBy", ${unixMs("created_at")} as "createdAt",
  ${unixMs("expires_at")} as "expiresAt"`;

/** Adds an invitation; it replaces an earlier one to the same address. */
export function putInvitation(
  db: Queryable,
  organizationId: number,
  invitation: Omit<InvitationRow, "createdAt" | "expiresAt"> & {
    inviterId: string | null;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<InvitationRow> {
  return db.one<InvitationRow>(
    sql`insert into invitations (id, organization_id, email, role, invited_by, inviter_id, created_at, expires_at)
        values (${invitation.id}, ${organizationId}, ${invitation.email}, ${invitation.role}, ${invitation.invitedBy}, ${invitation.inviterId},
                ${invitation.createdAt}, ${invitation.expiresAt})
        on conflict (organization_id, email) do update set id = excluded.id, role = excluded.role,
          invited_by = excluded.invited_by, inviter_id = excluded.inviter_id, created_at = excluded.created_at, expires_at = excluded.expires_at
        returning ${columns}`,
  );
}

/** The pending invitations, oldest first. */
export function invitationsOf(db: Queryable, organizationId: number, now: Date): Promise<InvitationRow[]> {
  return db.query<InvitationRow>(
    sql`select ${columns} from invitations where organization_id = ${organizationId} and expires_at > ${now}
        order by created_at, id`,
  );
}

/** False when the organization has no such invitation. */
export async function deleteInvitation(db: Queryable, organizationId: number, id: string): Promise<boolean> {
  return (
    (await db.execute(
      sql`delete from invitations where organization_id = ${organizationId} and id = ${id}`,
    )) === 1
  );
}

/** Uses up an invitation to this address; undefined when there is none or it has expired. */
export function takeInvitation(
  db: Queryable,
  email: string,
  id: string,
  now: Date,
): Promise<{ organizationId: number; slug: string; role: Role } | undefined> {
  return db.maybe(
    sql`delete from invitations i using organizations o
        where o.id = i.organization_id and i.id = ${id} and i.email = ${email} and i.expires_at > ${now}
        returning o.id as "organizationId", o.slug, i.role`,
  );
}
