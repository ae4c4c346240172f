import type { IdentityServices } from "../features/identity/services.ts";
import type { LibraryServices } from "../features/library/services.ts";
import type { Authenticate } from "../kernel/authenticate.ts";
import type { Invoke } from "../kernel/invoke.ts";
import type { AnyOperation } from "../kernel/operation.ts";

/** What transports are handed: the registry, the way to run operations, and services that some routes use directly. */
export interface TransportServices extends IdentityServices, LibraryServices {
  /** Everything that can be done here, in reading order. */
  operations: readonly AnyOperation[];
  invoke: Invoke;
  authenticate: Authenticate;
}
