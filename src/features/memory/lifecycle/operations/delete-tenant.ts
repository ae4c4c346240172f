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
    "Destroys its encryption key first, so that its data cannot be decrypted, not even from a backup without that key. Then " +
    "deletes its users, conversations, exchanges, facts and API keys. The answer counts what was deleted. Libraries of the same " +
    "organization stay, and keys with access to them keep it.",
  access: { kind: "scope", scope: "tenant:admin" },
  input: z.strictObject({
    confirm: text(64).meta({
      description: "The tenant's id, to prevent accidental deletion.",
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
      const message = "must be this tenant's id, which 'GET /api/v1/tenant' returns";
      throw fail.input(`confirm: ${message}.`, [{ path: "confirm", message }]);
    }
    await shredTenant(services.database, tenant.organizationId);
    // One transaction per user, so that locks stay short. After a crash a job finishes the deletion.
    afterCommit(async ({ database, memoryChanges }, answer) => {
      const erased = await eraseTenant(database, tenant.organizationId);
      memoryChanges.changed(tenant.organizationId, []);
      return { ...answer, erased };
    });
    return { success: true as const, tenant_id: tenant.id, erased: nothingErased };
  },
});
