import type { LibraryServices } from "../../features/library/services.ts";
import type { OperationServices } from "../http/services.ts";

/** Uploads need the services of libraries. */
export interface GraphqlServices extends LibraryServices, Pick<OperationServices, "invoke"> {}
