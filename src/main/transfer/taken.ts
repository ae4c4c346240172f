import pg from "pg";
import type { Queryable } from "../../platform/database/queryable.ts";
import { startupError } from "../../platform/database/startup-error.ts";
import { slugIsTaken } from "./store.ts";

/** What an operator calls the rows of a table. */
const nouns: Record<string, string> = {
  assets: "an asset",
  keys: "an API key",
  shares: "a share link",
  tenants: "a tenant of memory",
  memory_users: "a user of memory",
  conversations: "a conversation",
  interactions: "an exchange",
  facts: "a fact",
  accounts: "an account",
  invitations: "an invitation",
  webhook_endpoints: "a webhook",
};

const uniqueViolation = "23505";

/** Turns the error about an id that is taken into a sentence. */
export async function sayingWhatIsTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== uniqueViolation) throw error;
    const { table = "", detail = "" } = error;
    const [, column = "", value = ""] = /\((.+)\)=\((.*)\)/.exec(detail) ?? [];
    const noun = nouns[table] ?? `a row of ${table}`;
    throw startupError(
      `${noun[0]?.toUpperCase()}${noun.slice(1)} with the ${column} ${value} is on this server already, so nothing was imported. Ids ` +
        "are kept, so that links and clients go on working. Maybe the organization is here under another address.",
      error,
    );
  }
}

/** Refuses an organization whose address another has or had here. */
export async function requireFreeSlug(db: Queryable, slug: string): Promise<void> {
  if (await slugIsTaken(db, slug))
    throw startupError(
      `There is an organization '${slug}' on this server already, or it had that address before. Nothing was changed.`,
    );
}
