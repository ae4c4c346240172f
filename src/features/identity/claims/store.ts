import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";

/** Makes this transaction the only one that starts organizations for an address, so that the limit counts right. */
export async function lockAddress(tx: Queryable, email: string): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${`unclaimed ${email}`}, 0))`);
}

/** How many unclaimed organizations an address (in lower case) has now. */
export async function countUnclaimed(db: Queryable, email: string, now: Date): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*)::int as n from organizations where lower(started_by) = ${email} and expires_at > ${now}`,
  );
  return n;
}

export async function insertClaim(tx: Queryable, organizationId: number, tokenSha256: Buffer): Promise<void> {
  await tx.execute(sql`insert into claims (organization_id) values (${organizationId})`);
  await addClaimToken(tx, organizationId, tokenSha256);
}

/** One more link that claims the organization. */
export async function addClaimToken(
  db: Queryable,
  organizationId: number,
  tokenSha256: Buffer,
): Promise<void> {
  await db.execute(
    sql`insert into claim_tokens (token_sha256, organization_id) values (${tokenSha256}, ${organizationId})`,
  );
}

/** A link that reached nobody. */
export async function dropClaimToken(db: Queryable, tokenSha256: Buffer): Promise<void> {
  await db.execute(sql`delete from claim_tokens where token_sha256 = ${tokenSha256}`);
}

export interface Waiting {
  organizationId: number;
  organizationSlug: string;
  /** Its own name, or that of its first library. */
  name: string;
  /** Its first library; null when it keeps memory alone. */
  libraryId: number | null;
  assets: number;
  /** People that it keeps memory of. */
  users: number;
  expiresAt: Date | null;
  claimedAt: Date | null;
}

/** What a claim link leads to, or undefined when there is no such link. */
export function waitingFor(db: Queryable, tokenSha256: Buffer): Promise<Waiting | undefined> {
  return db.maybe<Waiting>(
    sql`select o.id as "organizationId", o.slug as "organizationSlug", o.expires_at as "expiresAt",
          c.claimed_at as "claimedAt", first.id as "libraryId", coalesce(o.name, first.name, o.slug) as name,
          (select coalesce(sum(r.assets), 0)::int from libraries l join asset_runs r on r.library_id = l.id
           where l.organization_id = o.id) as assets,
          (select count(*)::int from memory_users u where u.organization_id = o.id) as users
        from claim_tokens t join claims c on c.organization_id = t.organization_id join organizations o on o.id = c.organization_id
        left join lateral (select id, name from libraries where organization_id = o.id order by id limit 1) first on true
        where t.token_sha256 = ${tokenSha256}`,
  );
}

/** What a claim link leads to, for this transaction alone until it ends. */
export function lockClaim(
  tx: Queryable,
  tokenSha256: Buffer,
): Promise<
  | {
      organizationId: number;
      slug: string;
      expiresAt: Date | null;
      claimedAt: Date | null;
      claimedBy: string | null;
    }
  | undefined
> {
  return tx.maybe(
    sql`select o.id as "organizationId", o.slug, o.expires_at as "expiresAt", c.claimed_at as "claimedAt", c.claimed_by as "claimedBy"
        from claim_tokens t join claims c on c.organization_id = t.organization_id join organizations o on o.id = c.organization_id
        where t.token_sha256 = ${tokenSha256} for update of c, o`,
  );
}

/** Notes who claimed an organization, and lifts what limits the unclaimed. One without a name takes its library's. */
export async function noteClaimed(
  tx: Queryable,
  organizationId: number,
  accountId: string,
  at: Date,
): Promise<void> {
  await tx.execute(
    sql`update claims set claimed_at = ${at}, claimed_by = ${accountId} where organization_id = ${organizationId}`,
  );
  await tx.execute(
    sql`update organizations o set expires_at = null, plan = 'free', name = coalesce(o.name,
          (select l.name from libraries l where l.organization_id = o.id order by l.id limit 1))
        where o.id = ${organizationId}`,
  );
}

/**
 * Takes the unclaimed organizations that end within so many days and were not told so yet, and notes that they are
 * told now: two processes never remind twice.
 */
export async function takeReminders(tx: Queryable, days: number, now: Date, until: Date): Promise<number[]> {
  const rows = await tx.query<{ organizationId: number }>(
    sql`update claims c set reminded_days = ${days}
        from organizations o
        where o.id = c.organization_id and o.expires_at > ${now} and o.expires_at <= ${until}
          and (c.reminded_days is null or c.reminded_days > ${days})
        returning o.id as "organizationId"`,
  );
  return rows.map(({ organizationId }) => organizationId);
}

/** Whom an organization waits for, while it does. */
export function unclaimed(
  db: Queryable,
  organizationId: number,
  now: Date,
): Promise<{ email: string; expiresAt: Date } | undefined> {
  return db.maybe(
    sql`select started_by as email, expires_at as "expiresAt" from organizations
        where id = ${organizationId} and expires_at > ${now}`,
  );
}

/** Ends one whose time is over for good: whoever is claiming it finds it over. False when it was claimed meanwhile. */
export async function endExpired(db: Queryable, organizationId: number, now: Date): Promise<boolean> {
  return (
    (await db.execute(
      sql`update organizations set expires_at = to_timestamp(0) where id = ${organizationId} and expires_at <= ${now}`,
    )) === 1
  );
}

/** Unclaimed organizations whose time is over, the longest over first. */
export async function expiredOrganizations(db: Queryable, now: Date, limit: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    sql`select id from organizations where expires_at <= ${now} order by expires_at limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}
