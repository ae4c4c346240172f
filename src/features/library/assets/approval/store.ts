import sql from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import type { LockedLibraries } from "../../libraries/store.ts";
import type { ApprovalState } from "./approval.ts";

export interface Person {
  id: string;
  name: string;
}

export interface Decision {
  state: ApprovalState;
  note: string | null;
  person: Person;
  at: Date;
}

/** Puts a decision in the place of the one before, or removes it. Undefined if the library has no such asset. */
export function decide(
  tx: LockedLibraries,
  libraryId: number,
  assetId: string,
  decision: Decision | null,
  at: Date,
): Promise<{ name: string; uploaderId: string | null } | undefined> {
  const { state = null, note = null, person, at: decidedAt = null } = decision ?? {};
  return tx.maybe(
    sql`update assets set approval_state = ${state}, approval_note = ${note}, approver_id = ${person?.id ?? null},
          approver_name = ${person?.name ?? null}, approval_at = ${decidedAt}, updated_at = ${at}
        where library_id = ${libraryId} and id = ${assetId} and trashed_at is null
        returning name, uploader_id as "uploaderId"`,
  );
}

/** The address of the member who uploaded, also by an app of theirs. Undefined if that was a key, or they are no member now. */
export async function uploaderAddress(
  db: Queryable,
  organizationId: number,
  uploaderId: string | null,
): Promise<string | undefined> {
  const account = await db.maybe<{ email: string }>(
    sql`select email from accounts join members on members.account_id = accounts.id
        where members.organization_id = ${organizationId}
          and accounts.id = coalesce((select account_id from keys where id = ${uploaderId}), ${uploaderId})`,
  );
  return account?.email;
}
