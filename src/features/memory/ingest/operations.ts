import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import { ConversationId } from "../conversations/conversation.ts";
import { mustBeOfUser } from "../conversations/must-be-of-user.ts";
import { Message } from "../interactions/interaction.ts";
import { EncryptionKey, encryptionHeader } from "../sealing/encryption-key.ts";
import { defineIngest, defineOperation, type MemoryServices } from "../services.ts";
import { callersTenant, currentTenant, recentTenant } from "../tenants/of-caller.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { offsetIn } from "../time/zone.ts";
import { tendUser } from "../users/store.ts";
import { Metadata, UserId } from "../users/user.ts";
import { flushBuffer } from "./flush.ts";
import { onceFor } from "./idempotency.ts";
import { ingest } from "./ingest.ts";

/** The id of an agent or of a run of it. */
export const RunBy = text(255).min(1);

export const IngestInput = z.strictObject({
  user_id: UserId,
  conversation_id: ConversationId,
  user_message: Message,
  agent_response: Message,
  metadata: Metadata.default({}),
  agent_id: RunBy.optional().meta({ description: "The agent that spoke. Kept in `metadata`." }),
  run_id: RunBy.optional().meta({ description: "The run or session of the agent. Kept in `metadata`." }),
  timestamp: z.iso
    .datetime({ offset: true, error: "must be a time like 2026-01-31T12:00:00Z" })
    .optional()
    .meta({ description: "Defaults to now. Its offset is kept." }),
  encryption_key: EncryptionKey,
  idempotency_key: text(255).min(1).optional().meta({
    description: "Any text, unique to the exchange. Repeated calls with the same key store it once.",
  }),
});

export const IngestAnswer = z.object({
  success: z.literal(true),
  interaction_id: z.string(),
  buffered: z.boolean(),
  buffer_size: z.int(),
  message: z.string(),
});

export const ingestMemory = defineIngest({
  name: "ingestMemory",
  noun: "Memory",
  summary: "Remember an exchange",
  description:
    "The exchange is durable and searchable when the call returns. With an `Idempotency-Key` header, a retry within 24 hours " +
    "gets the same answer and stores nothing twice.",
  access: { kind: "scope", scope: "memory:write" },
  heavy: "at once",
  input: IngestInput,
  output: IngestAnswer,
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT", "EPHEMERAL_STORAGE_LIMIT_EXCEEDED"],
  memory: {
    method: "POST",
    path: "/memory/ingest",
    status: 201,
    headers: { ...encryptionHeader, idempotency_key: "idempotency-key" },
  },
  async run(services, input, caller) {
    // A repeated request is answered without an insert, which would notice that the tenant has changed.
    const tenantFor = input.idempotency_key === undefined ? recentTenant : callersTenant;
    return remember(services, await tenantFor(services, caller), input);
  },
});

/** Stores one exchange: `ingestMemory` for other operations. */
export async function remember(
  services: MemoryServices,
  tenant: Tenant,
  { encryption_key, idempotency_key, ...request }: z.output<typeof IngestInput>,
): Promise<z.input<typeof IngestAnswer>> {
  const { user_id, conversation_id, user_message, agent_response, timestamp } = request;
  const metadata = withRunBy(request.metadata, request);
  const utc_offset = offsetIn(timestamp);
  const exchange = {
    userId: user_id,
    conversationId: conversation_id,
    user_message,
    agent_response,
    metadata,
    saidAt: timestamp ? new Date(timestamp) : services.clock.now(),
    ...(utc_offset !== undefined && { utc_offset }),
  };
  if (tenant.unclaimed) await takeRoom(services, tenant, exchange);
  const { interactionId, bufferSize } = await onceFor(services, tenant, idempotency_key, request, (once) =>
    ingest(services, tenant, exchange, encryption_key, { once }),
  );
  return {
    success: true as const,
    interaction_id: interactionId,
    buffered: true,
    buffer_size: bufferSize,
    message: "Interaction queued for processing",
  };
}

/** Counts an exchange of an unclaimed tenant. Goes by the current tenant before it refuses: it may have been claimed. */
async function takeRoom(
  services: MemoryServices,
  { organizationId }: Tenant,
  { user_message, agent_response }: { user_message: string; agent_response: string },
): Promise<void> {
  const bytes = Buffer.byteLength(user_message) + Buffer.byteLength(agent_response);
  try {
    await services.unclaimedRoom.take(organizationId, bytes);
  } catch (error) {
    if ((await currentTenant(services, organizationId)).unclaimed) throw error;
  }
}

/** Metadata or filters with the agent and the run that a call names. */
export function withRunBy<Keys extends object>(
  keys: Keys,
  { agent_id, run_id }: { agent_id?: string | undefined; run_id?: string | undefined },
): Keys {
  return {
    ...keys,
    ...(agent_id !== undefined && { agent_id }),
    ...(run_id !== undefined && { run_id }),
  };
}

export const flushMemory = defineOperation({
  name: "flushMemory",
  noun: "Memory",
  summary: "Move a user's buffered exchanges into the index",
  description: "Returns when it is done. Optional: buffered exchanges are searchable too.",
  access: { kind: "scope", scope: "memory:write" },
  heavy: "at once",
  input: z.strictObject({ user_id: UserId, conversation_id: ConversationId.optional() }),
  output: z.object({
    success: z.literal(true),
    flushed_count: z.int(),
    conversation_ids: z.array(z.string()),
    message: z.string(),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "POST", path: "/memory/flush" },
  async run(services, { user_id, conversation_id }, caller) {
    const { database, clock } = services;
    const tenant = await callersTenant(services, caller);
    if (conversation_id !== undefined) await mustBeOfUser(database, tenant, conversation_id, user_id);
    const { count, conversationIds } = await database.transaction(async (tx) => {
      if (!(await tendUser(tx, tenant.organizationId, user_id))) throw fail.missing("user");
      return flushBuffer(tx, tenant.organizationId, user_id, clock.now(), conversation_id);
    });
    const message = `Flushed ${count} ${count === 1 ? "interaction" : "interactions"}`;
    return { success: true as const, flushed_count: count, conversation_ids: conversationIds, message };
  },
});
