import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { inSlices } from "../../../../platform/in-slices.ts";
import { factsByRules, learnFacts } from "../../facts/learn.ts";
import { sealedRow } from "../../ingest/sealed-row.ts";
import { insertAgain } from "../../ingest/store.ts";
import {
  type Exchange,
  Interaction,
  InteractionId,
  type InteractionSecrets,
  Message,
} from "../../interactions/interaction.ts";
import { openInteraction } from "../../interactions/open-interaction.ts";
import { interactionById } from "../../interactions/store.ts";
import { EncryptionKey, encryptionHeader } from "../../sealing/encryption-key.ts";
import { defineOperation, type MemoryServices } from "../../services.ts";
import { callersTenant } from "../../tenants/of-caller.ts";
import type { Tenant } from "../../tenants/tenant.ts";
import { lockUser } from "../../users/store.ts";
import { Metadata } from "../../users/user.ts";
import { eraseInteractions } from "../erase-interactions.ts";

const Change = z.strictObject({
  user_message: Message.optional(),
  agent_response: Message.optional(),
  metadata: Metadata.optional(),
});
type Change = z.output<typeof Change>;

export const editInteraction = defineOperation({
  name: "editInteraction",
  noun: "Memory",
  summary: "Change an exchange",
  description:
    "Omitted fields stay unchanged; `metadata` is replaced as a whole. The exchange keeps its id, time and place. Its former text " +
    "is erased, as are facts that only this exchange stated; facts are read from the new text.",
  access: { kind: "scope", scope: "memory:write" },
  input: Change.extend({ interaction_id: InteractionId, encryption_key: EncryptionKey }),
  output: Interaction,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "PATCH", path: "/memory/interactions/:interaction_id", headers: encryptionHeader },
  audit: () => ({}),
  async run(services, { interaction_id, encryption_key, ...change }, caller) {
    const tenant = await callersTenant(services, caller);
    return services.database.transaction(async (tx) => {
      const { exchange, facts } = await rewrite(tx, services, tenant, interaction_id, change, encryption_key);
      const stored = { ...exchange, interactionId: interaction_id };
      // Undefined if a model is configured: a job reads them later.
      if (facts) await learnFacts(services, tenant, stored, facts, encryption_key);
      const row = await interactionById(tx, tenant.organizationId, interaction_id);
      if (!row) throw fail.missing("interaction");
      return openInteraction(services, tenant, row, encryption_key);
    });
  },
});

/** Erases the exchange and stores the changed one in its place. */
async function rewrite(
  tx: Queryable,
  services: MemoryServices,
  tenant: Tenant,
  id: string,
  change: Change,
  callersKey: string | undefined,
) {
  const { keychain, clock } = services;
  const found = await interactionById(tx, tenant.organizationId, id);
  const user = found && (await lockUser(tx, tenant.organizationId, found.userId));
  // Read again under the lock: it may have been erased or sealed under another key meanwhile.
  const row = user && (await interactionById(tx, tenant.organizationId, id));
  if (!row) throw fail.missing("interaction");
  const sealing = await keychain.memory(tx, tenant, callersKey, user.keyVersion);
  const exchange: Exchange = {
    ...sealing.open<InteractionSecrets>(row.id, row.sealed),
    ...definedOnly(change),
    userId: row.userId,
    conversationId: row.conversationId,
    saidAt: row.saidAt,
  };
  const facts = await factsByRules(services, tenant, exchange);
  const unlearned = facts === undefined || facts.length > 0;
  const sealed = await inSlices(sealedRow(sealing, id, exchange, clock.now(), unlearned));
  await eraseInteractions(tx, row.userId, { interactionId: id }, { again: true });
  await insertAgain(tx, tenant.organizationId, row.userId, row.ordinal, sealed);
  return { exchange, facts };
}

const definedOnly = (change: Change) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
