import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { dropAnswers } from "../../../../kernel/once/store.ts";
import { emit } from "../../../webhooks/emit.ts";
import { defineOperation, type MemoryServices } from "../../services.ts";
import { callersTenant } from "../../tenants/of-caller.ts";
import type { Tenant } from "../../tenants/tenant.ts";
import { UserId } from "../../users/user.ts";
import { eraseUser as eraseRows } from "../erase-user.ts";
import type { Erased } from "../store/erase.ts";

export const eraseUser = defineOperation({
  name: "eraseUser",
  noun: "Users",
  summary: "Erase a user with everything stored about them",
  description:
    "Removes conversations, exchanges, facts and their index at once and permanently. The answer counts what was removed.",
  access: { kind: "scope", scope: "users:write" },
  input: z.strictObject({ user_id: UserId }),
  output: z.object({
    success: z.literal(true),
    user_id: z.string(),
    erased: z.object({ conversations: z.int(), interactions: z.int(), facts: z.int() }),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "DELETE", path: "/users/:user_id" },
  audit: () => ({}),
  async run(services, { user_id }, caller) {
    const tenant = await callersTenant(services, caller);
    return { success: true as const, user_id, erased: await erasePerson(services, tenant, user_id) };
  },
});

/** Erases a user and notifies the webhook: `eraseUser` for other operations. */
export async function erasePerson(
  { database, clock }: MemoryServices,
  { organizationId }: Tenant,
  userId: string,
): Promise<Erased> {
  return database.transaction(async (tx) => {
    const counts = await eraseRows(tx, organizationId, userId);
    if (!counts) throw fail.missing("user");
    await dropAnswers(tx, organizationId);
    await emit(tx, organizationId, "user.erased", [{ user_id: userId, ...counts }], clock.now());
    return counts;
  });
}
