import type { DBAdapter } from "@better-auth/core/db/adapter";
import { APIError, isAPIError } from "better-auth/api";
import { isUnavailable } from "../../../platform/database/unavailable.ts";
import { adapterMethods } from "./hashed-session-tokens.ts";

type Method = (...args: unknown[]) => Promise<unknown>;

/** better-auth's adapter, which answers 503 while the database is away. better-auth takes every other error for a bug. */
export function tellingOutages(adapter: DBAdapter): DBAdapter {
  const telling = { ...adapter };
  for (const name of [...adapterMethods, "transaction"] as const) {
    const inner = adapter[name] as Method;
    Object.assign(telling, { [name]: (...args: unknown[]) => inner(...args).catch(tell) });
  }
  return telling;
}

/** The code of better-auth's answer while the database is away. */
export const databaseAway = "DATABASE_AWAY";

function tell(error: unknown): never {
  if (!isUnavailable(error)) throw error;
  const message = "The service is not available at the moment. Try again in a few seconds.";
  throw Object.assign(new APIError("SERVICE_UNAVAILABLE", { code: databaseAway, message }), { cause: error });
}

/** What made better-auth fail: the error of the database, if it is away. */
export const causeOf = (error: unknown): unknown =>
  isAPIError(error) && error.status === "SERVICE_UNAVAILABLE" ? error.cause : error;
