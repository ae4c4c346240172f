import type { Access } from "./access.ts";
import type { Caller, KeyCaller, SessionCaller, Transport } from "./caller.ts";

/** What a live key stands for. */
export type LiveKey = Pick<KeyCaller, "key" | "organization" | "grants"> & { keyExpiresAt: Date | null };

/** A live session and whose it is. */
export type LiveSession = { id: string; account: SessionCaller["account"] };

/** Who is calling, as a transport found it. */
export interface Credentials {
  transport: Transport;
  address: string;
  requestId: string;
  /** The token of `Authorization: Bearer <token>`; undefined when the header is missing or of another kind. */
  token: string | undefined;
  /** A key that was found otherwise than by its token: the one that an upload address was issued to. */
  live?: LiveKey;
  /** Over the session transport: the live session that the cookies name. */
  session?: LiveSession | undefined;
}

export interface AuthenticateOptions {
  /** Looks the session up again: it may have ended since the transport found it. */
  recheckSession?: boolean;
}

/**
 * Finds the caller behind credentials and checks `access`, except for libraries that only the input names: `invoke` checks
 * those with `checkLibraries`. `known` is what is known of the input before it is read. Throws the first `Failure`.
 * The code is in features/identity/authenticate.ts, because the kernel knows no keys and no members.
 */
export type Authenticate = (
  access: Access,
  credentials: Credentials,
  known: Readonly<Record<string, unknown>>,
  options?: AuthenticateOptions,
) => Promise<Caller>;
