import type { IdentityServices } from "../../features/identity/services.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import type { Authenticate, Credentials } from "../../kernel/authenticate.ts";
import type { KeyCaller } from "../../kernel/caller.ts";
import type { OperationServices } from "../http/services.ts";
import type { ApiVersion } from "../versions/version.ts";

/** Uploads need the services of libraries; the list of tools depends on the key. */
export interface McpServices
  extends LibraryServices,
    OperationServices,
    Pick<IdentityServices, "keyCache" | "securityLog"> {
  authenticate: Authenticate;
}

/** The caller, passed from the route to the protocol's handlers. */
export interface McpCaller {
  credentials: Credentials;
  /** What the key may do; undefined without a key. */
  holder: KeyHolder | undefined;
  /** Whether the client shows pages (MCP Apps). */
  showsApps: boolean;
  /** The version of the image API that answers have. */
  version: ApiVersion;
}

export type KeyHolder = Pick<KeyCaller, "grants" | "key">;
