import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import { ConversationId } from "../conversations/conversation.ts";
import { mustBeOfUser } from "../conversations/must-be-of-user.ts";
import { newId } from "../ids.ts";
import { limitAndOffset } from "../paging.ts";
import { EncryptionKey, encryptionHeader } from "../sealing/encryption-key.ts";
import type { Sealing } from "../sealing/sealing.ts";
import { defineOperation, type MemoryServices } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { UserId } from "../users/user.ts";
import { withStableKey } from "../users/with-stable-key.ts";
import { sentenceOf } from "./attributes.ts";
import { valueKey } from "./fact.ts";
import { Fact } from "./fact-answer.ts";
import { notifyOfFacts } from "./notify.ts";
import { factHashes } from "./save.ts";
import * as store from "./store.ts";
import { factAnswer } from "./stored.ts";

/** What a person states of a fact. */
export const FactValue = text(500)
  .min(1)
  .refine((value) => value.trim() !== "", "must not be blank");

const FactId = text(64).meta({ description: "The fact's id.", examples: ["fact_4fR2kd83jdLq0PzA"] });

export const FactsAsked = z.strictObject({
  user_id: UserId,
  all: z.boolean().default(false).meta({ description: "Former versions too." }),
  attribute: text(60).optional().meta({ description: "Like `home`, or a family like `relation`." }),
  subject: text(80).optional().meta({ description: "`user`, or a person they spoke of." }),
  text: text(200).optional().meta({ description: "Part of the sentence, ignoring case." }),
  conversation_id: ConversationId.optional().meta({ description: "Only what this conversation states." }),
  as_of: z.iso
    .datetime({ offset: true, error: "must be a time like 2026-01-31T12:00:00Z" })
    .optional()
    .meta({ description: "The facts that held at this time." }),
  ...limitAndOffset,
  encryption_key: EncryptionKey,
});
export type FactsAsked = z.output<typeof FactsAsked>;

export const FactsPage = z.object({ facts: z.array(Fact), total: z.int(), limit: z.int(), offset: z.int() });
export type FactsPage = z.output<typeof FactsPage>;

export const listFacts = defineOperation({
  name: "listFacts",
  noun: "Facts",
  summary: "List what is known about a user",
  description: "Current facts, or every version with `all`: nothing is overwritten.",
  access: { kind: "scope", scope: "memory:read" },
  input: FactsAsked,
  output: FactsPage,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "GET", path: "/memory/facts", headers: encryptionHeader },
  async run(services, input, caller) {
    return factsPage(services, await callersTenant(services, caller), input);
  },
});

/** A page of a user's facts: the answer of `listFacts`. */
export async function factsPage(
  services: MemoryServices,
  tenant: Tenant,
  { user_id, all, conversation_id, as_of, limit, offset, encryption_key, ...filters }: FactsAsked,
): Promise<FactsPage> {
  const { database, clock } = services;
  if (conversation_id !== undefined) await mustBeOfUser(database, tenant, conversation_id, user_id);
  const asOf = as_of === undefined ? undefined : new Date(as_of);
  return withStableKey(services, tenant, user_id, encryption_key, async (sealing) => {
    const rows = await store.factsOf(database, user_id, all ? "all" : { at: asOf ?? clock.now() }, {
      asOf,
      conversationId: conversation_id,
    });
    const filtered = Object.values(filters).some((filter) => filter !== undefined);
    // The words of facts are encrypted, so a filter opens all facts of the user. Nobody has more than some thousand.
    const found = filtered ? rows.filter((row) => matches(factAnswer(sealing, row), filters)) : rows;
    const facts = found.slice(offset, offset + limit).map((row) => factAnswer(sealing, row));
    return { facts, total: found.length, limit, offset };
  });
}

function matches(fact: Fact, asked: Pick<FactsAsked, "attribute" | "subject" | "text">): boolean {
  const { attribute, subject, text: part } = asked;
  if (attribute !== undefined && fact.attribute !== attribute && !fact.attribute.startsWith(`${attribute}:`))
    return false;
  if (subject !== undefined && valueKey(fact.subject) !== valueKey(subject)) return false;
  return part === undefined || fact.text.toLowerCase().includes(part.toLowerCase());
}

export const correctFact = defineOperation({
  name: "correctFact",
  noun: "Facts",
  summary: "Correct a fact",
  description: "The former version is closed, and older exchanges do not restore it.",
  access: { kind: "scope", scope: "memory:write" },
  input: z.strictObject({
    fact_id: FactId,
    value: FactValue,
    text: text(600)
      .min(1)
      .optional()
      .meta({ description: "The sentence for prompts. Derived from the value when not given." }),
    encryption_key: EncryptionKey,
  }),
  output: Fact,
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT"],
  memory: { method: "PATCH", path: "/memory/facts/:fact_id", headers: encryptionHeader },
  audit: () => ({}),
  async run(services, { fact_id, value, text: sentence, encryption_key }, caller) {
    const { database, keychain, clock } = services;
    const tenant = await callersTenant(services, caller);
    return database.transaction(async (tx) => {
      const user = await store.lockUserOfFact(tx, tenant.organizationId, fact_id);
      const row = user && (await store.factById(tx, tenant.organizationId, fact_id));
      if (!row) throw fail.missing("fact");
      const now = clock.now();
      if (row.validTo !== null && row.validTo <= now)
        throw fail.conflict("This version of the fact has ended. Correct the current version.");
      const sealing = await keychain.memory(tx, tenant, encryption_key, user.keyVersion);
      const after = correction(sealing, row, { value, text: sentence, now });
      await store.endFact(tx, user.id, row.id, now);
      await store.insertFact(tx, tenant.organizationId, user.id, after);
      const source = { userId: user.id, interactionId: null, now };
      await notifyOfFacts(tx, tenant.organizationId, source, { created: [after.id], superseded: [row.id] });
      return factAnswer(sealing, after);
    });
  },
});

/** The corrected fact, which replaces `row`. */
function correction(
  sealing: Sealing,
  { id: formerId, sealed, validTo }: store.FactRow,
  { value, text: sentence, now }: { value: string; text: string | undefined; now: Date },
): store.FactToInsert {
  const before = sealing.open<store.FactSecrets>(formerId, sealed);
  const after: store.FactSecrets = {
    ...before,
    value,
    text: sentence ?? sentenceOf(before.subject, before.attribute, value, before.negated),
    insteadOf: before.value,
  };
  const id = newId("fact");
  return {
    id,
    ...factHashes(sealing, after),
    sealed: sealing.seal(id, after),
    confidence: 1,
    saidAt: now,
    validFrom: now,
    validTo,
    sourceInteractionId: null,
    correctedAt: now,
    createdAt: now,
    single: before.kind === "single",
  };
}

export const forgetFact = defineOperation({
  name: "forgetFact",
  noun: "Facts",
  summary: "Forget a fact",
  description: "Its text is removed at once and permanently, and older exchanges do not restore it.",
  access: { kind: "scope", scope: "memory:write" },
  input: z.strictObject({ fact_id: FactId }),
  output: z.object({ success: z.literal(true), fact_id: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "DELETE", path: "/memory/facts/:fact_id" },
  audit: () => ({}),
  async run(services, { fact_id }, caller) {
    const tenant = await callersTenant(services, caller);
    await forget(services, tenant, fact_id);
    return { success: true as const, fact_id };
  },
});

/** Forgets a fact, as `forgetFact` does. */
export async function forget(
  { database, clock }: MemoryServices,
  tenant: Tenant,
  factId: string,
): Promise<void> {
  await database.transaction(async (tx) => {
    const user = await store.lockUserOfFact(tx, tenant.organizationId, factId);
    if (!user) throw fail.missing("fact");
    await store.forgetFact(tx, user.id, factId, user.keyVersion, clock.now());
  });
}
