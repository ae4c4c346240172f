import { createKey, deleteKey } from "../../src/features/identity/keys/operations.ts";
import { newToken } from "../../src/features/identity/keys/token.ts";
import type { TestApp } from "../support/app.ts";
import type { Shelf } from "../support/examples/shelf.ts";
import { newKey, newOrganization, operate } from "../support/operator.ts";

export type Headers = Record<string, string>;

export const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });

/** The headers of each caller in the matrix, for one shelf. */
export async function headersOf(
  { services, clock }: TestApp,
  { organizationId }: Shelf,
): Promise<Record<string, Headers>> {
  const otherOrganization = await newOrganization(services, ["barcelona", "lisbon"]);
  const keyed = async (libraries: Record<string, "read" | "write">, of = organizationId) =>
    bearer((await newKey(services, of, libraries)).apiKey);
  const deleted = await newKey(services, organizationId, { barcelona: "write", lisbon: "write" });
  await operate(services, deleteKey, { organizationId, keyId: deleted.id });
  const expired = await operate(services, createKey, {
    organizationId,
    name: "test",
    libraries: { barcelona: "write", lisbon: "write" },
    expiresAt: new Date(clock.now().getTime() - 1000).toISOString(),
  });
  const writes = await keyed({ barcelona: "write", lisbon: "write" });
  return {
    nothing: {},
    basic: { authorization: "Basic cGs6eA==" },
    mistyped: bearer(`${newToken("pk_").slice(0, -1)}_`),
    unknown: bearer(newToken("pk_")),
    deleted: bearer(deleted.apiKey),
    expired: bearer(expired.apiKey),
    foreign: await keyed({ barcelona: "write", lisbon: "write" }, otherOrganization),
    bare: await keyed({}),
    elsewhere: await keyed({ secret: "write" }),
    reads: await keyed({ barcelona: "read", lisbon: "read" }),
    half: await keyed({ barcelona: "write", lisbon: "read" }),
    ...{ writes, nowhere: writes, nolib: writes },
  };
}
