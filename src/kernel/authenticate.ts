import type { Access } from "./access.ts";
import type { Caller, KeyCaller, SessionCaller, Transport } from "./caller.ts";
import type { SpentLimit } from "./rate-limits.ts";

/** A live key with its organization and grants. */
export type LiveKey = Pick<KeyCaller, "key" | "organization" | "grants"> & { keyExpiresAt: Date | null };

/** A live session and its account. */
export type LiveSession = { id: string; account: SessionCaller["account"] };

/** What a transport found out about the caller. */
export interface Credentials {
  transport: Transport;
  address: string;
  requestId: string;
  /** The header of that name, which says to which trace the call belongs. */
  traceparent?: string | undefined;
  /** The token of `Authorization: Bearer <token>`; undefined without such a header. */
  token: string | undefined;
  /** A key found without its token: the one that an upload URL was issued to. */
  live?: LiveKey;
  /** Only over the session transport: the live session of the cookies. */
  session?: LiveSession | undefined;
  /** Hears of limits that the call counted against. */
  noteLimit?: (limit: SpentLimit) => void;
}

export interface AuthenticateOptions {
  /** Looks the session up again, because it may have ended since. */
  recheckSession?: boolean;
}

/**
 * Finds the caller behind credentials and checks `access`, except for libraries that only the input names: `invoke`
 * checks those with `checkLibraries`. `known` is what is known of the input before it is read. Throws the first
 * `Failure`. The code is in features/identity/authenticate.ts, because the kernel knows no keys and no members.
 */
export type Authenticate = (
  access: Access,
  credentials: Credentials,
  known: Readonly<Record<string, unknown>>,
  options?: AuthenticateOptions,
) => Promise<Caller>;
