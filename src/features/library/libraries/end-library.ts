import type { Queryable } from "../../../platform/database/queryable.ts";
import { randomOrganizationSlug } from "../../identity/organizations/organization.ts";
import { insertOrganization } from "../../identity/organizations/store.ts";
import { deleteAccessTo, lockLibraryToEnd, moveLibrary } from "./store.ts";

/**
 * Deletes a library for all users in one short transaction, regardless of its size: moves it to a new, already expired
 * organization, which is removed like any expired one. Returns that organization's row id. Undefined if there is no such
 * library.
 */
export async function endLibrary(
  tx: Queryable,
  organizationId: number,
  slug: string,
  at: Date,
): Promise<number | undefined> {
  const libraryId = await lockLibraryToEnd(tx, organizationId, slug);
  if (libraryId === undefined) return undefined;
  await deleteAccessTo(tx, libraryId);
  const expired = { slug: randomOrganizationSlug(), name: null, plan: null, startedBy: null };
  const target = (await insertOrganization(tx, { ...expired, createdAt: at, expiresAt: at })) as number;
  await moveLibrary(tx, libraryId, target);
  return target;
}
