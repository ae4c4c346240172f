import sql from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";

/** A session, as it looks at an organization. */
export interface Presence {
  sessionId: string;
  organizationId: number;
}

/** For each, whether the session is live and its account a member of the organization, in their order. */
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
