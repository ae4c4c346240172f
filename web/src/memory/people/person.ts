import type { Output } from "../../server/operations.ts";

/** A person whom agents remember. */
export type User = Output<"getUser">;
