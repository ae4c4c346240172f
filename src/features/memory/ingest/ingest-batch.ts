import { z } from "zod";
import { Failure } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import { EncryptionKey, encryptionHeader } from "../sealing/encryption-key.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import { IngestInput, remember } from "./operations.ts";

// The body may have 1 MB in all.
const exchangesMax = 100;

const Stored = z
  .object({
    interaction_id: z.string().nullable().meta({ description: "null if it was not stored." }),
    error: z.string().nullable().meta({ description: "Why it was not stored, and what to do." }),
  })
  .meta({ id: "BatchResult" });

export const ingestBatch = defineOperation({
  name: "ingestBatch",
  noun: "Memory",
  summary: "Remember up to 100 exchanges",
  description:
    "Each is stored on its own, and those of one user in the given order. `results` has an entry for each, in the same order; if " +
    "none was stored, the call fails with the first reason. With an `idempotency_key` for each exchange, the whole batch can be sent again.",
  access: { kind: "scope", scope: "memory:write" },
  heavy: "at once",
  input: z.strictObject({
    exchanges: z
      .array(
        IngestInput.omit({ encryption_key: true, idempotency_key: true }).extend({
          idempotency_key: text(255).min(1).optional().meta({ description: "Unique to the exchange." }),
        }),
      )
      .min(1)
      .max(exchangesMax),
    encryption_key: EncryptionKey,
  }),
  output: z.object({
    success: z.boolean().meta({ description: "Whether all were stored." }),
    stored_count: z.int(),
    results: z.array(Stored),
  }),
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT", "EPHEMERAL_STORAGE_LIMIT_EXCEEDED"],
  memory: { method: "POST", path: "/memory/ingest/batch", status: 201, headers: encryptionHeader },
  async run(services, { exchanges, encryption_key }, caller) {
    const tenant = await callersTenant(services, caller);
    const results: z.input<typeof Stored>[] = [];
    const failures: Failure[] = [];
    const users = Map.groupBy(exchanges.entries(), ([, { user_id }]) => user_id);
    await Promise.all(
      [...users.values()].map(async (ofUser) => {
        for (const [place, exchange] of ofUser)
          results[place] = await orFailure(
            remember(services, tenant, { ...exchange, encryption_key }),
            failures,
          );
      }),
    );
    const stored = results.filter(({ error }) => error === null).length;
    const [first] = failures;
    if (stored === 0 && first) throw first;
    return { success: stored === exchanges.length, stored_count: stored, results };
  },
});

async function orFailure(
  storing: ReturnType<typeof remember>,
  failures: Failure[],
): Promise<z.input<typeof Stored>> {
  try {
    return { interaction_id: (await storing).interaction_id, error: null };
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "EPHEMERAL_STORAGE_LIMIT_EXCEEDED") throw error;
    failures.push(error);
    return { interaction_id: null, error: error.message };
  }
}
