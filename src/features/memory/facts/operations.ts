import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { newId } from "../ids.ts";
import { EncryptionKey, encryptionHeader } from "../interactions/interaction.ts";
import { limitAndOffset } from "../paging.ts";
import type { Sealing } from "../sealing.ts";
import type { MemoryServices } from "../services.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { lockUser } from "../users/store.ts";
import { UserId } from "../users/user.ts";
import { withStableKey } from "../with-stable-key.ts";
import { sentenceOf } from "./attributes.ts";
import { Fact } from "./fact-answer.ts";
import { factHashes } from "./keep.ts";
import * as store from "./store.ts";
import { tellOfFacts } from "./tell.ts";

const FactId = text(64).meta({ description: "The fact's id.", examples: ["fact_4fR2kd83jdLq0PzA"] });

export const listFacts = defineOperation({
  name: "listFacts",
  noun: "Facts",
  summary: "List what is known about a user",
  description: "What holds now, or with `all` every version: nothing is overwritten.",
  access: { kind: "scope", scope: "memory:read" },
  input: z.strictObject({
    user_id: UserId,
    all: z.boolean().default(false).meta({ description: "Former versions too." }),
    ...limitAndOffset,
    encryption_key: EncryptionKey,
  }),
  output: z.object({ facts: z.array(Fact), total: z.int(), limit: z.int(), offset: z.int() }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "GET", path: "/memory/facts", headers: encryptionHeader },
  async run(services, { user_id, all, limit, offset, encryption_key }, caller) {
    const { database, clock } = services;
    const tenant = await callersTenant(services, caller);
    return withStableKey(services, tenant, user_id, encryption_key, async (sealing) => {
      const rows = await store.factsOf(database, user_id, all ? "all" : { at: clock.now() });
      const facts = rows.slice(offset, offset + limit).map((row) => store.factAnswer(sealing, row));
      return { facts, total: rows.length, limit, offset };
    });
  },
});

export const correctFact = defineOperation({
  name: "correctFact",
  noun: "Facts",
  summary: "Correct a fact",
  description: "The former version is closed, and older words that say it again do not bring it back.",
  access: { kind: "scope", scope: "memory:write" },
  input: z.strictObject({
    fact_id: FactId,
    value: text(500).min(1),
    text: text(600)
      .min(1)
      .optional()
      .meta({ description: "The sentence for prompts; made of the value when not given." }),
    encryption_key: EncryptionKey,
  }),
  output: Fact,
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT"],
  memory: { method: "PATCH", path: "/memory/facts/:fact_id", headers: encryptionHeader },
  audit: () => ({}),
  async run(services, { fact_id, value, text: sentence, encryption_key }, caller) {
    const { database, clock } = services;
    const tenant = await callersTenant(services, caller);
    return database.transaction(async (tx) => {
      const { row, sealing } = await lockedFact(tx, services, tenant, fact_id, encryption_key);
      if (row.validTo !== null && row.validTo <= clock.now())
        throw fail.conflict("This is a former version. Correct the one that holds now.");
      const before = sealing.open<store.FactSecrets>(row.id, row.sealed);
      const now = clock.now();
      const after: store.FactSecrets = {
        ...before,
        value,
        text: sentence ?? sentenceOf(before.subject, before.attribute, value, before.negated),
        insteadOf: before.value,
      };
      const id = newId("fact");
      await store.endFact(tx, row.userId, row.id, now);
      await store.insertFact(tx, tenant.organizationId, row.userId, {
        id,
        ...factHashes(sealing, after),
        sealed: sealing.seal(id, after),
        confidence: 1,
        saidAt: now,
        validFrom: now,
        validTo: row.validTo,
        sourceInteractionId: null,
        correctedAt: now,
        createdAt: now,
      });
      const source = { userId: row.userId, interactionId: null, now };
      await tellOfFacts(tx, tenant.organizationId, source, { created: [id], superseded: [row.id] });
      return store.factAnswer(
        sealing,
        (await store.factById(tx, tenant.organizationId, id)) as store.FactRow,
      );
    });
  },
});

export const forgetFact = defineOperation({
  name: "forgetFact",
  noun: "Facts",
  summary: "Forget a fact",
  description: "Its words go at once and for good, and older words that say it again do not bring it back.",
  access: { kind: "scope", scope: "memory:write" },
  input: z.strictObject({ fact_id: FactId }),
  output: z.object({ success: z.literal(true), fact_id: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "DELETE", path: "/memory/facts/:fact_id" },
  audit: () => ({}),
  async run(services, { fact_id }, caller) {
    const tenant = await callersTenant(services, caller);
    await services.database.transaction(async (tx) => {
      const row = await store.factById(tx, tenant.organizationId, fact_id);
      if (!row) throw fail.missing("fact");
      const user = await lockUser(tx, tenant.organizationId, row.userId);
      if (!user) throw fail.missing("fact");
      await store.forgetFact(tx, row.userId, row.id, user.keyVersion, services.clock.now());
    });
    return { success: true as const, fact_id };
  },
});

/** The fact, with its user locked, and what opens it. */
async function lockedFact(
  tx: Queryable,
  { keychain }: MemoryServices,
  tenant: Tenant,
  factId: string,
  callersKey: string | undefined,
): Promise<{ row: store.FactRow; sealing: Sealing }> {
  const found = await store.factById(tx, tenant.organizationId, factId);
  const user = found && (await lockUser(tx, tenant.organizationId, found.userId));
  const row = user && (await store.factById(tx, tenant.organizationId, factId));
  if (!row) throw fail.missing("fact");
  return { row, sealing: await keychain.memory(tx, tenant, callersKey, user.keyVersion) };
}
