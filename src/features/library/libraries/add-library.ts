import { hash } from "node:crypto";
import type { KeyCaller, MemberCaller } from "../../../kernel/caller.ts";
import { Failure } from "../../../kernel/failure.ts";
import { slugFrom, slugLengthMax } from "../../../kernel/slug.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { lockLimits } from "../../identity/organizations/store.ts";
import { countLibraries, insertLibrary } from "./store.ts";

/**
 * Adds a library inside a transaction, within the organization's limits, and returns its row id. Fails with
 * `LIBRARY_URL_TAKEN` if the slug, given or made from the name, is taken: a retry must not create a second library.
 * When a key can't see the library that has the slug, its own gets characters of the key after the slug instead: a refusal
 * would tell the name for nothing, as often as one guesses.
 */
export async function addLibrary(
  tx: Queryable,
  organizationId: number,
  wanted: { name: string; slug: string | undefined; createdAt: Date },
  caller?: KeyCaller | MemberCaller,
): Promise<number> {
  await checkLimits(tx, organizationId);
  const slug = wanted.slug ?? slugFrom(wanted.name);
  const isHidden = caller?.kind === "key" && !caller.grants.has(slug);
  const insert = (slug: string) =>
    insertLibrary(tx, organizationId, { slug, name: wanted.name, createdAt: wanted.createdAt });
  const id = (await insert(slug)) ?? (isHidden ? await insert(besides(slug, caller.key.id)) : undefined);
  if (id === undefined) {
    throw new Failure(
      "LIBRARY_URL_TAKEN",
      `A library with the slug '${slug}' already exists. Choose a different slug.`,
    );
  }
  return id;
}

/** The same for each try of a key, so that a retry finds its own library. */
const besides = (slug: string, keyId: string): string =>
  `${slug.slice(0, slugLengthMax - 7).replace(/-+$/, "")}-${hash("sha256", `${keyId} ${slug}`).slice(0, 6)}`;

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
