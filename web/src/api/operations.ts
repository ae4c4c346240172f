import type { z } from "zod";

/** Every module whose operations the app asks. Types alone: nothing of the server gets into the app. */
type Modules = typeof import("../../../src/features/identity/accounts/operations.ts") &
  typeof import("../../../src/features/identity/claims/operations/claim.ts") &
  typeof import("../../../src/features/identity/organizations/operations/owner.ts") &
  typeof import("../../../src/features/identity/audit/operations.ts") &
  typeof import("../../../src/features/identity/usage/operations.ts") &
  typeof import("../../../src/features/identity/members/operations.ts") &
  typeof import("../../../src/features/identity/members/invitations/operations.ts") &
  typeof import("../../../src/features/library/libraries/operations/library.ts") &
  typeof import("../../../src/features/library/libraries/operations/delete.ts") &
  typeof import("../../../src/features/library/assets/read/operations/read.ts") &
  typeof import("../../../src/features/library/assets/read/operations/browse.ts") &
  typeof import("../../../src/features/library/assets/read/operations/camera.ts") &
  typeof import("../../../src/features/library/assets/trash/operations.ts") &
  typeof import("../../../src/features/library/assets/organise/operations.ts") &
  typeof import("../../../src/features/library/assets/upload/operations/upload.ts") &
  typeof import("../../../src/features/library/search/operations.ts") &
  typeof import("../../../src/features/identity/keys/operations.ts") &
  typeof import("../../../src/features/webhooks/operations/tenant.ts") &
  typeof import("../../../src/features/webhooks/operations/owner.ts") &
  typeof import("../../../src/features/memory/tenants/operations.ts") &
  typeof import("../../../src/features/memory/tenants/erase-operation.ts") &
  typeof import("../../../src/features/memory/users/operations.ts") &
  typeof import("../../../src/features/memory/users/browse-operation.ts") &
  typeof import("../../../src/features/memory/users/export-operation.ts") &
  typeof import("../../../src/features/memory/conversations/operations.ts") &
  typeof import("../../../src/features/memory/interactions/operations.ts") &
  typeof import("../../../src/features/memory/interactions/read-operation.ts") &
  typeof import("../../../src/features/memory/recall/operations.ts") &
  typeof import("../../../src/features/memory/facts/operations.ts");

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
