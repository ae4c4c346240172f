import sql from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";

export interface SignInToInsert {
  tokenSha256: Buffer;
  browserSha256: Buffer;
  codeHash: Buffer;
  email: string;
  leadsTo: string | null;
  expiresAt: Date;
}

export async function insertSignIn(db: Queryable, signIn: SignInToInsert): Promise<void> {
  await db.execute(
    sql`insert into sign_ins (token_sha256, browser_sha256, code_hash, email, leads_to, expires_at)
        values (${signIn.tokenSha256}, ${signIn.browserSha256}, ${signIn.codeHash}, ${signIn.email},
                ${signIn.leadsTo}, ${signIn.expiresAt})`,
  );
}

export interface TakenSignIn {
  email: string;
  /** The path to redirect to after signing in. */
  leadsTo: string | null;
}

/** The address of a sign-in, and whether this browser requested it; undefined when used or expired. */
export function waitingSignIn(
  db: Queryable,
  tokenSha256: Buffer,
  browserSha256: Buffer,
  now: Date,
): Promise<{ email: string; askedHere: boolean } | undefined> {
  return db.maybe(
    sql`select email, browser_sha256 = ${browserSha256} as "askedHere" from sign_ins
        where token_sha256 = ${tokenSha256} and expires_at > ${now}`,
  );
}

/** Uses a sign-in up; undefined when it was already used or has expired. */
export function takeSignIn(db: Queryable, tokenSha256: Buffer, now: Date): Promise<TakenSignIn | undefined> {
  return db.maybe<TakenSignIn>(
    sql`delete from sign_ins where token_sha256 = ${tokenSha256} and expires_at > ${now}
        returning email, leads_to as "leadsTo"`,
  );
}

/** Counts a try on a browser's newest sign-in and returns it; undefined without one or without tries left. */
export function tryCode(
  db: Queryable,
  browserSha256: Buffer,
  triesMax: number,
  now: Date,
): Promise<{ tokenSha256: Buffer; codeHash: Buffer; email: string; tries: number } | undefined> {
  return db.maybe(
    sql`update sign_ins set tries = tries + 1
        where token_sha256 = (select token_sha256 from sign_ins where browser_sha256 = ${browserSha256} and expires_at > ${now}
                              order by expires_at desc limit 1)
          and tries < ${triesMax}
        returning token_sha256 as "tokenSha256", code_hash as "codeHash", email, tries`,
  );
}
