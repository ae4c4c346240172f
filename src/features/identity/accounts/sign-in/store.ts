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
  /** Where the person was on their way to. */
  leadsTo: string | null;
}

/** Who a sign-in is for, and whether this browser asked for it; undefined when it was used or is too old. */
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

/** Uses a sign-in up; undefined when it was used or is too old. */
export function takeSignIn(db: Queryable, tokenSha256: Buffer, now: Date): Promise<TakenSignIn | undefined> {
  return db.maybe<TakenSignIn>(
    sql`delete from sign_ins where token_sha256 = ${tokenSha256} and expires_at > ${now}
        returning email, leads_to as "leadsTo"`,
  );
}

/** The newest sign-in of a browser, with one more try counted; undefined when none waits or all tries are used. */
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
