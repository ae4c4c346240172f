import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import { ConversationId } from "../conversations/conversation.ts";
import { mustBeOfUser } from "../conversations/must-be-of-user.ts";
import { Fact } from "../facts/fact-answer.ts";
import { factsForQuery } from "../facts/relevant.ts";
import { RunBy, withRunBy } from "../ingest/operations.ts";
import { Interaction } from "../interactions/interaction.ts";
import { EncryptionKey, encryptionHeader } from "../sealing/encryption-key.ts";
import type { Sealing } from "../sealing/sealing.ts";
import { defineOperation, type MemoryServices } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import type { Tenant } from "../tenants/tenant.ts";
import type { UserState } from "../users/store.ts";
import { UserId } from "../users/user.ts";
import { withStableKey } from "../users/with-stable-key.ts";
import { zoneOf } from "../users/zone-of.ts";
import { contextText } from "./context-text.ts";
import { Filters } from "./filters.ts";
import { recall } from "./recall.ts";

const When = z.iso.datetime({ offset: true, error: "must be a time like 2026-01-31T12:00:00Z" });

export const QueryInput = z.strictObject({
  user_id: UserId,
  query: text(10_000).min(1).optional().meta({
    description:
      "Required unless `filters` are given: without it, all that they leave is listed, newest first.",
  }),
  conversation_id: ConversationId.optional().meta({ description: "Search only this conversation." }),
  filters: Filters.default({}),
  agent_id: RunBy.optional().meta({ description: "Only exchanges of this agent: a filter of `metadata`." }),
  run_id: RunBy.optional().meta({ description: "Only exchanges of this run: a filter of `metadata`." }),
  limit: z.int().min(1).max(100).default(5),
  include_facts: z.boolean().default(true),
  min_relevance: z.number().min(0).max(1).default(0).meta({
    description: "Leaves out less relevant ones. 0.2 is a good start.",
  }),
  since: When.optional(),
  until: When.optional(),
  as_of: When.optional().meta({
    description: "Answers as at this time: nothing said later, and the facts that held then.",
  }),
  token_budget: z.int().min(1).max(100_000).default(1500),
  encryption_key: EncryptionKey,
});

export const QueryAnswer = z.object({
  query: z.string(),
  memories: z.array(
    Interaction.omit({ user_id: true, buffered: true }).extend({
      score: z.number().meta({ description: "Comparable within one answer only." }),
      relevance: z.number().meta({
        description:
          "0 to 1, comparable between answers: how likely the memory answers the question with this.",
      }),
      matched: z
        .array(z.string())
        .meta({ description: "Why: `terms`, `neighbour`, `session`, `date`, `person`, `embedding`." }),
    }),
  ),
  facts: z.array(Fact),
  context: z.string(),
  took_ms: z.number(),
});

export const queryMemory = defineOperation({
  name: "queryMemory",
  noun: "Memory",
  summary: "Recall what a user said and what is known about them",
  description:
    "Exchanges come best first, each with the reasons why it matched. `context` is one text to put before a prompt: facts, " +
    "then exchanges in order of time, within `token_budget`. What the user asked the assistant always to do comes first, whatever " +
    "the query is. `conversation_id`, `until` and `as_of` limit facts too.",
  access: { kind: "scope", scope: "memory:read" },
  heavy: "takes turns",
  input: QueryInput,
  output: QueryAnswer,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "POST", path: "/memory/query", headers: encryptionHeader },
  async run(services, input, caller) {
    return query(services, await callersTenant(services, caller), input);
  },
});

/** Recalls exchanges and facts of a user: `queryMemory` for other operations. */
export async function query(
  services: MemoryServices,
  tenant: Tenant,
  input: z.output<typeof QueryInput>,
): Promise<z.input<typeof QueryAnswer>> {
  const startedAt = performance.now();
  const { user_id, conversation_id } = input;
  const filters = withRunBy(input.filters, input);
  if (input.query === undefined && Object.keys(filters).length === 0)
    throw fail.input("query: is required unless 'filters', 'agent_id' or 'run_id' is given.");
  const asked = input.query ?? "";
  const conversation =
    conversation_id === undefined
      ? undefined
      : await mustBeOfUser(services.database, tenant, conversation_id, user_id);
  const request = {
    byMeaning: tenant.settings.encryption_mode === "platform",
    query: asked,
    filters,
    limit: input.limit,
    minRelevance: input.min_relevance,
    conversation: conversation?.number,
    since: input.since ? new Date(input.since) : undefined,
    until: earliest(input.until, input.as_of),
    now: input.as_of ? new Date(input.as_of) : services.clock.now(),
  };
  const bounds = { asOf: request.until, conversationId: conversation_id };
  const read = async (sealing: Sealing, user: UserState) => {
    const zone = await zoneOf(services, tenant, user);
    const [memories, facts] = await Promise.all([
      recall(services, sealing, user, { ...request, zone }),
      input.include_facts ? factsForQuery(services, sealing, user.id, asked, bounds) : [],
    ]);
    return { memories, facts, zone };
  };
  const { memories, facts, zone } = await withStableKey(
    services,
    tenant,
    user_id,
    input.encryption_key,
    read,
  );
  return {
    query: asked,
    memories: memories.map(({ interactionId, conversationId, saidAt, utc_offset = null, ...memory }) => ({
      interaction_id: interactionId,
      conversation_id: conversationId,
      timestamp: saidAt.toISOString(),
      utc_offset,
      ...memory,
    })),
    facts,
    context: contextText(facts, memories, input.token_budget, zone),
    took_ms: Math.round((performance.now() - startedAt) * 100) / 100,
  };
}

const earliest = (...times: (string | undefined)[]): Date | undefined =>
  times
    .flatMap((time) => (time === undefined ? [] : [new Date(time)]))
    .toSorted((a, b) => a.getTime() - b.getTime())[0];
