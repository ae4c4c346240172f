import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";
import type { Started } from "./mails.ts";

/** Locks an address until the transaction ends, so that concurrent starts cannot exceed its limit. */
export async function lockAddress(tx: Queryable, email: string): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${`unclaimed ${email}`}, 0))`);
}

/** Counts the unclaimed organizations of an address (in lower case). */
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

/** Adds a claim link to an organization. */
export async function addClaimToken(
  db: Queryable,
  organizationId: number,
  tokenSha256: Buffer,
): Promise<void> {
  await db.execute(
    sql`insert into claim_tokens (token_sha256, organization_id) values (${tokenSha256}, ${organizationId})`,
  );
}

/** Deletes a link whose mail could not be sent. */
export async function dropClaimToken(db: Queryable, tokenSha256: Buffer): Promise<void> {
  await db.execute(sql`delete from claim_tokens where token_sha256 = ${tokenSha256}`);
}

export interface Waiting {
  organizationId: number;
  organizationSlug: string;
  /** The organization's name, or that of its first library. */
  name: string;
  /** Row id of the first library; null for a memory tenant. */
  libraryId: number | null;
  assets: number;
  /** Number of memory users. */
  users: number;
  expiresAt: Date | null;
  claimedAt: Date | null;
}

/** The organization of a claim link; undefined when there is no such link. */
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

/** The organization of a claim link, locked until the transaction ends. */
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

/**
 * Records who claimed an organization, lifts the unclaimed limits and forgets the address that it was started for. Names it after its
 * library if it has no name.
 */
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
    sql`update organizations o set expires_at = null, started_by = null, plan = 'free', name = coalesce(o.name,
          (select l.name from libraries l where l.organization_id = o.id order by l.id limit 1))
        where o.id = ${organizationId}`,
  );
}

/**
 * Returns the unclaimed organizations that end within so many days and have no reminder yet, and marks them as
 * reminded in the same statement, so that two processes never send the same reminder.
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

/** The address that an unclaimed organization was started for; undefined once claimed or expired. */
export function unclaimed(
  db: Queryable,
  organizationId: number,
  now: Date,
): Promise<{ email: string; expiresAt: Date; what: Started } | undefined> {
  return db.maybe(
    sql`select started_by as email, expires_at as "expiresAt",
          case when exists (select 1 from libraries l where l.organization_id = o.id)
            then 'image library' else 'agent memory' end as what
        from organizations o where id = ${organizationId} and expires_at > ${now} and started_by is not null`,
  );
}

/** Ends an expired organization, so that it can't be claimed any more. False when it was claimed meanwhile. */
export async function endExpired(db: Queryable, organizationId: number, now: Date): Promise<boolean> {
  return (
    (await db.execute(
      sql`update organizations set expires_at = to_timestamp(0) where id = ${organizationId} and expires_at <= ${now}`,
    )) === 1
  );
}

/** Expired unclaimed organizations, the earliest expired first. */
export async function expiredOrganizations(db: Queryable, now: Date, limit: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    sql`select id from organizations where expires_at <= ${now} order by expires_at limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}
