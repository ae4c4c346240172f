import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { createKey } from "../../src/features/identity/keys/operations.ts";
import { createOrganization } from "../../src/features/identity/organizations/operations/create.ts";
import { addLibraryToOrganization } from "../../src/features/library/libraries/operations/operator.ts";
import type { OperationOf } from "../../src/kernel/operation.ts";
import type { Services } from "../../src/main/services.ts";

/** Runs an operator's operation like the command line. */
export function operate<Input extends z.ZodObject, Output extends z.ZodType>(
  services: Services,
  operation: OperationOf<Input, Output>,
  input: z.input<Input>,
): Promise<z.input<Output>> {
  const call = {
    transport: "cli",
    address: "127.0.0.1",
    requestId: "test",
    token: undefined,
    known: {},
  } as const;
  return services.invoke(operation, { ...call, known: input, read: () => input });
}

/** Creates an organization with these libraries. */
export async function newOrganization(services: Services, libraries: readonly string[]): Promise<string> {
  const slug = `org-${randomBytes(6).toString("hex")}`;
  await operate(services, createOrganization, { name: slug, slug });
  for (const name of libraries)
    await operate(services, addLibraryToOrganization, { organizationId: slug, name });
  return slug;
}

/** Creates a key with grants such as `{barcelona: "write"}`. */
export async function newKey(
  services: Services,
  organizationId: string,
  libraries: Record<string, "read" | "write">,
) {
  return operate(services, createKey, { organizationId, name: "test", libraries });
}
