import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { InteractionId } from "../../interactions/interaction.ts";
import { interactionById } from "../../interactions/store.ts";
import { defineOperation, type MemoryServices } from "../../services.ts";
import { callersTenant } from "../../tenants/of-caller.ts";
import type { Tenant } from "../../tenants/tenant.ts";
import { lockUser } from "../../users/store.ts";
import { eraseInteractions } from "../erase-interactions.ts";

export const forgetInteraction = defineOperation({
  name: "forgetInteraction",
  noun: "Memory",
  summary: "Forget an exchange",
  description: "Removes its text, its index entries and the facts learned from it, at once and permanently.",
  access: { kind: "scope", scope: "memory:write" },
  input: z.strictObject({ interaction_id: InteractionId }),
  output: z.object({
    success: z.literal(true),
    interaction_id: z.string(),
    erased: z.object({ interactions: z.int(), facts: z.int() }),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "DELETE", path: "/memory/interactions/:interaction_id" },
  audit: () => ({}),
  async run(services, { interaction_id }, caller) {
    const tenant = await callersTenant(services, caller);
    return {
      success: true as const,
      interaction_id,
      erased: await forgetExchange(services, tenant, interaction_id),
    };
  },
});

/** Forgets an exchange: `forgetInteraction` for other operations. */
export async function forgetExchange(
  { database }: MemoryServices,
  { organizationId }: Tenant,
  interactionId: string,
): Promise<{ interactions: number; facts: number }> {
  return database.transaction(async (tx) => {
    const row = await interactionById(tx, organizationId, interactionId);
    if (!row) throw fail.missing("interaction");
    await lockUser(tx, organizationId, row.userId);
    return eraseInteractions(tx, row.userId, { interactionId: row.id });
  });
}
