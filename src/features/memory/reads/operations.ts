import { z } from "zod";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import { UserId } from "../users/user.ts";
import { readsOf } from "./store.ts";

const Read = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    transport: z.string().meta({ examples: ["memory"] }),
    actor: z.object({
      kind: z.enum(["key", "session"]),
      id: z.string().meta({ description: "Id of the key or the account." }),
      name: z.string().meta({ description: "The name at the time of the call." }),
    }),
    operation: z.string().meta({ examples: ["queryMemory"] }),
    user_id: z.string().nullable().meta({ description: "null for a list of users, and once it is erased." }),
    request_id: z.string(),
  })
  .meta({ id: "MemoryRead" });

export const listMemoryReads = defineOperation({
  name: "listMemoryReads",
  noun: "Tenants",
  summary: "List who read the tenant's memory, newest first",
  description:
    "Recorded while the setting `audit_reads` is on: who called which operation about which user, never what was read. Kept for " +
    "90 days. Reads through another process of the server appear within two seconds.",
  access: { kind: "scope", scope: "tenant:admin" },
  input: z.strictObject({
    user_id: UserId.optional(),
    before: z.int().min(1).optional().meta({ description: "`next` of the previous page." }),
    limit: z.int().min(1).max(100).default(50).meta({ description: "At most 100." }),
  }),
  output: z.object({
    reads: z.array(Read),
    next: z.int().nullable().meta({ description: "`before` of the next page; null on the last." }),
  }),
  reads: true,
  memory: { method: "GET", path: "/memory/reads" },
  async run(services, { user_id, before, limit }, caller) {
    const { organizationId } = await callersTenant(services, caller);
    await services.readLog.flush();
    const rows = await readsOf(services.database, organizationId, {
      userId: user_id,
      before,
      limit: limit + 1,
    });
    const reads = rows.slice(0, limit).map(({ at, userId, requestId, actor, ...row }) => ({
      ...row,
      at: at.toISOString(),
      actor: actor as z.output<typeof Read>["actor"],
      user_id: userId,
      request_id: requestId,
    }));
    return { reads, next: rows.length > limit ? (reads.at(-1)?.id ?? null) : null };
  },
});
