import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import type { Interaction, InteractionSecrets } from "./interaction.ts";
import type { InteractionRow } from "./store.ts";

/** An exchange as the API shows it. */
export async function openInteraction(
  { database, keychain }: MemoryServices,
  tenant: Tenant,
  row: InteractionRow,
  callersKey: string | undefined,
): Promise<Interaction> {
  const sealing = await keychain.memory(database, tenant, callersKey, row.keyVersion);
  const { utc_offset = null, ...secrets } = sealing.open<InteractionSecrets>(row.id, row.sealed);
  return {
    interaction_id: row.id,
    user_id: row.userId,
    conversation_id: row.conversationId,
    ...secrets,
    timestamp: row.saidAt.toISOString(),
    utc_offset,
    buffered: row.buffered,
  };
}
