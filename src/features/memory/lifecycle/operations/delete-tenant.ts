import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { text } from "../../../../kernel/fields.ts";
import { defineOperation } from "../../services.ts";
import { callersTenant } from "../../tenants/of-caller.ts";
import { eraseTenant, nothingErased } from "../erase-tenant.ts";
import { shredTenant } from "../store/erase.ts";

export const deleteTenant = defineOperation({
  name: "deleteTenant",
  noun: "Tenants",
  summary: "Delete the tenant with everything it holds",
  description:
    "Its encryption key goes first, so that nothing it sealed can be read again, not even from a backup without that key; then " +
    "users, conversations, exchanges and facts, and the tenant's API keys. The answer counts what was removed. Libraries of the same " +
    "organization stay, and keys that reach them go on working for those.",
  access: { kind: "scope", scope: "tenant:admin" },
  input: z.strictObject({
    confirm: text(64).meta({
      description: "The tenant's own id, so that no one deletes it by accident.",
      examples: ["ten_4fR2kd83jdLq0PzA"],
    }),
  }),
  output: z.object({
    success: z.literal(true),
    tenant_id: z.string(),
    erased: z.object({ users: z.int(), conversations: z.int(), interactions: z.int(), facts: z.int() }),
  }),
  memory: { method: "DELETE", path: "/tenant" },
  changesKeys: true,
  audit: () => ({}),
  async run(services, { confirm }, caller, afterCommit) {
    const tenant = await callersTenant(services, caller, "whatever its status");
    if (confirm !== tenant.id) {
      const message = "must be this tenant's id, as 'GET /api/v1/tenant' tells it";
      throw fail.input(`confirm: ${message}.`, [{ path: "confirm", message }]);
    }
    await shredTenant(services.database, tenant.organizationId);
    // A transaction for each user, so that nobody waits for long. A job takes up what a crash leaves.
    afterCommit(async ({ database }, answer) => ({
      ...answer,
      erased: await eraseTenant(database, tenant.organizationId),
    }));
    return { success: true as const, tenant_id: tenant.id, erased: nothingErased };
  },
});
