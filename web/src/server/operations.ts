import type { z } from "zod";
import type { OperationName, Operations } from "../../../src/main/registry.ts";

// Types alone: nothing of the server gets into the app.
export type { OperationName } from "../../../src/main/registry.ts";
/** What an operation is asked with. */
export type Input<Name extends OperationName> = Operations[Name] extends {
  input: infer Schema extends z.ZodType;
}
  ? z.input<Schema>
  : never;
/** What it answers. */
export type Output<Name extends OperationName> = Operations[Name] extends {
  output: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : never;

export type Asset = Output<"getAsset">;
export type Library = Output<"listLibraries">[number];
export type Account = Output<"getAccount">;
export type Role = Account["organizations"][number]["role"];
/** The operations whose calls the audit log keeps. */
export type AuditedOperation = {
  [Name in OperationName]: Operations[Name] extends { audit: unknown } ? Name : never;
}[OperationName];
