import type { IdentityServices } from "../../features/identity/services.ts";
import type { ResumableUpload } from "../../features/library/assets/upload/resumable/store.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import type { Authenticate, Credentials } from "../../kernel/authenticate.ts";
import type { OperationServices } from "../http/services.ts";

export type TusServices = LibraryServices &
  Pick<IdentityServices, "auth" | "keyCache"> &
  Pick<OperationServices, "invoke"> & { authenticate: Authenticate };

/** An upload whose request may go on, and who goes on with it. */
export interface Admitted {
  token: string;
  upload: ResumableUpload;
  credentials: Credentials;
}
