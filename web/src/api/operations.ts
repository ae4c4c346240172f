import type { z } from "zod";

/** Every module whose operations the app asks. Types alone: nothing of the server gets into the app. */
type Modules = typeof import("../../../src/accounts/operations.ts") &
  typeof import("../../../src/claims/claim-operations.ts") &
  typeof import("../../../src/organizations/owner-operations.ts") &
  typeof import("../../../src/audit/operations.ts") &
  typeof import("../../../src/usage/operations.ts") &
  typeof import("../../../src/members/operations.ts") &
  typeof import("../../../src/members/invitation-operations.ts") &
  typeof import("../../../src/libraries/operations.ts") &
  typeof import("../../../src/libraries/delete-operation.ts") &
  typeof import("../../../src/assets/read-operations.ts") &
  typeof import("../../../src/assets/browse-operation.ts") &
  typeof import("../../../src/assets/camera-operation.ts") &
  typeof import("../../../src/assets/trash-operations.ts") &
  typeof import("../../../src/assets/organise-operations.ts") &
  typeof import("../../../src/assets/upload-operation.ts") &
  typeof import("../../../src/search/operations.ts") &
  typeof import("../../../src/keys/operations.ts") &
  typeof import("../../../src/webhooks/operations.ts") &
  typeof import("../../../src/webhooks/owner-operations.ts") &
  typeof import("../../../src/memory/tenants/operations.ts") &
  typeof import("../../../src/memory/tenants/erase-operation.ts") &
  typeof import("../../../src/memory/users/operations.ts") &
  typeof import("../../../src/memory/users/browse-operation.ts") &
  typeof import("../../../src/memory/users/export-operation.ts") &
  typeof import("../../../src/memory/conversations/operations.ts") &
  typeof import("../../../src/memory/interactions/operations.ts") &
  typeof import("../../../src/memory/interactions/read-operation.ts") &
  typeof import("../../../src/memory/recall/operations.ts") &
  typeof import("../../../src/memory/facts/operations.ts");

/** The operations by name, as the server declares them. */
export type Operations = {
  [Name in keyof Modules as Modules[Name] extends { run: unknown; input: z.ZodType; output: z.ZodType }
    ? Name
    : never]: Modules[Name];
};

export type OperationName = keyof Operations;
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
