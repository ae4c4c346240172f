import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { withRunBy } from "../ingest/operations.ts";
import { QueryAnswer, QueryInput } from "../recall/operations.ts";
import { encryptionHeader } from "../sealing/encryption-key.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import { UserId } from "../users/user.ts";
import { type Place, searchUsers } from "./search-users.ts";

const usersMax = 1_000;
// A search takes as much as many queries.
const perMinuteMax = 60;
const budgetMs = 3_000;

const SearchInput = QueryInput.pick({
  filters: true,
  agent_id: true,
  run_id: true,
  min_relevance: true,
  since: true,
  until: true,
  encryption_key: true,
}).extend({
  query: QueryInput.shape.query.unwrap(),
  user_ids: z.array(UserId).min(1).max(usersMax).optional().meta({
    description: "Search only these users. Unknown ones are passed over.",
  }),
  limit: z.int().min(1).max(50).default(10),
  after: z
    .string()
    .regex(/^\d{1,15}\.usr_[0-9A-Za-z]{1,60}$/, "must be `next` of an earlier answer")
    .optional()
    .meta({ description: "`next` of the earlier answer, to search the users that it did not reach." }),
});

export const searchMemory = defineOperation({
  name: "searchMemory",
  noun: "Memory",
  summary: "Search the exchanges of all users",
  description:
    "The exchanges most relevant to the query among all users of the tenant, or those in `user_ids`, each with its user. Searches by " +
    `words. The newest users come first; after ${budgetMs / 1000} seconds the answer has what was found by then, and \`next\`. Needs the scope ` +
    "`memory:search`, which no key has unless it is given.",
  access: { kind: "scope", scope: "memory:search" },
  reads: true,
  heavy: "takes turns",
  input: SearchInput,
  output: z.object({
    query: z.string(),
    memories: z.array(QueryAnswer.shape.memories.element.extend({ user_id: z.string() })),
    searched_users: z.int().meta({ description: "Users with exchanges that this call searched." }),
    next: z.string().nullable().meta({ description: "`after` of the next call; null if all were searched." }),
    took_ms: z.number(),
  }),
  memory: { method: "POST", path: "/memory/search", headers: encryptionHeader },
  limits: (_input, caller) => [
    { bucket: `memory search ${caller.organization.id}`, max: perMinuteMax, windowSeconds: 60 },
  ],
  async run(services, input, caller) {
    const startedAt = performance.now();
    const tenant = await callersTenant(services, caller);
    const { hits, searched, stoppedAfter } = await searchUsers(services, tenant, input.encryption_key, {
      query: input.query,
      filters: withRunBy(input.filters, input),
      limit: input.limit,
      minRelevance: input.min_relevance,
      conversation: undefined,
      since: input.since ? new Date(input.since) : undefined,
      until: input.until ? new Date(input.until) : undefined,
      now: services.clock.now(),
      byMeaning: false,
      among: input.user_ids,
      after: input.after === undefined ? undefined : placeIn(input.after),
      budgetMs,
    });
    return {
      query: input.query,
      memories: hits.map(({ userId, interactionId, conversationId, saidAt, utc_offset = null, ...hit }) => ({
        user_id: userId,
        interaction_id: interactionId,
        conversation_id: conversationId,
        timestamp: saidAt.toISOString(),
        utc_offset,
        ...hit,
      })),
      searched_users: searched,
      next: stoppedAfter ? `${stoppedAfter.createdAt.getTime()}.${stoppedAfter.id}` : null,
      took_ms: Math.round((performance.now() - startedAt) * 100) / 100,
    };
  },
});

function placeIn(after: string): Place {
  const [ms = "", id = ""] = after.split(".");
  const createdAt = new Date(Number(ms));
  if (Number.isNaN(createdAt.getTime())) throw fail.input("after: must be `next` of an earlier answer.");
  return { createdAt, id };
}
