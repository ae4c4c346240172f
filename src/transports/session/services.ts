import type { IdentityServices } from "../../features/identity/services.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import type { Authenticate } from "../../kernel/authenticate.ts";
import type { OperationServices } from "../http/services.ts";

/** Signing in needs the services of identity, uploads and thumbnails those of libraries. */
export interface SessionServices extends IdentityServices, LibraryServices, OperationServices {
  authenticate: Authenticate;
}
