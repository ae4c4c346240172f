import type { z } from "zod";
import type { OperationName, Operations } from "../../../src/main/registry.ts";

// Types only, so that no server code gets into the app.
export type { OperationName } from "../../../src/main/registry.ts";
/** The input of an operation. */
export type Input<Name extends OperationName> = Operations[Name] extends {
  input: infer Schema extends z.ZodType;
}
  ? z.input<Schema>
  : never;
/** The output of an operation. */
export type Output<Name extends OperationName> = Operations[Name] extends {
  output: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : never;

export type Asset = Output<"getAsset">;
export type Library = Output<"listLibraries">[number];
export type Account = Output<"getAccount">;
export type Role = Account["organizations"][number]["role"];
/** The operations that are recorded in the audit log. */
export type AuditedOperation = {
  [Name in OperationName]: Operations[Name] extends { audit: unknown } ? Name : never;
}[OperationName];
