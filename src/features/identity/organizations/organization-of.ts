import { fail } from "../../../kernel/failure.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { organizationRowId } from "./store.ts";

/** The row id of an organization that an operator named; `ORGANIZATION_NOT_FOUND` when there is none. */
export async function organizationOf(db: Queryable, slug: string): Promise<number> {
  const id = await organizationRowId(db, slug);
  if (id === undefined) throw fail.organizationUnknown();
  return id;
}
