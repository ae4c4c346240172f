import { Failure } from "../../../kernel/failure.ts";
import { slugFrom } from "../../../kernel/slug.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { lockLimits } from "../../identity/organizations/store.ts";
import { countLibraries, insertLibrary } from "./store.ts";

/**
 * Adds a library inside a transaction, within the organization's limits, and returns its row id. Fails with
 * `LIBRARY_URL_TAKEN` if the slug, given or made from the name, is taken: a retry must not create a second library.
 */
export async function addLibrary(
  tx: Queryable,
  organizationId: number,
  wanted: { name: string; slug: string | undefined; createdAt: Date },
): Promise<number> {
  await checkLimits(tx, organizationId);
  const slug = wanted.slug ?? slugFrom(wanted.name);
  const id = await insertLibrary(tx, organizationId, {
    slug,
    name: wanted.name,
    createdAt: wanted.createdAt,
  });
  if (id === undefined) {
    throw new Failure(
      "LIBRARY_URL_TAKEN",
      `A library with the slug '${slug}' already exists. Choose a different slug.`,
    );
  }
  return id;
}

async function checkLimits(tx: Queryable, organizationId: number): Promise<void> {
  const limits = await lockLimits(tx, organizationId);
  if (limits.expiresAt !== null) {
    throw new Failure(
      "EPHEMERAL_LIBRARY_LIMIT_EXCEEDED",
      "An unclaimed organization can have one library. Claim it to create more: open its claim link and sign in.",
    );
  }
  if (limits.librariesMax !== null && (await countLibraries(tx, organizationId)) >= limits.librariesMax) {
    throw new Failure(
      "LIBRARY_LIMIT_EXCEEDED",
      `This organization can have up to ${limits.librariesMax} libraries. Ask the operator of this server for more.`,
    );
  }
}
