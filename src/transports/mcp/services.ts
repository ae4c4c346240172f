import type { IdentityServices } from "../../features/identity/services.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import type { Authenticate } from "../../kernel/authenticate.ts";
import type { OperationServices } from "../http/services.ts";

/** Uploads need the services of libraries; the list of tools depends on the key. */
export interface McpServices
  extends LibraryServices,
    OperationServices,
    Pick<IdentityServices, "keyCache" | "securityLog"> {
  authenticate: Authenticate;
}
