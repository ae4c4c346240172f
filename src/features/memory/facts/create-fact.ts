import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { newId } from "../ids.ts";
import { EncryptionKey, encryptionHeader } from "../sealing/encryption-key.ts";
import type { Sealing } from "../sealing/sealing.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import { lockUser } from "../users/store.ts";
import { UserId } from "../users/user.ts";
import { kindOf, sentenceOf } from "./attributes.ts";
import { comparedFacts } from "./compared/store.ts";
import { ATTRIBUTE_NAME, type FactCandidate } from "./fact.ts";
import { Fact } from "./fact-answer.ts";
import { notifyOfFacts } from "./notify.ts";
import { FactValue } from "./operations.ts";
import { reconcile } from "./reconcile.ts";
import { comparedWith, factHashes } from "./save.ts";
import * as store from "./store.ts";
import { factAnswer, storedFact } from "./stored.ts";

export const createFact = defineOperation({
  name: "createFact",
  noun: "Facts",
  summary: "Add a fact by hand",
  description:
    "Closes another value of an attribute that has one value at a time, like `home`. Older words do not change it. A fact that is " +
    "known already is returned as it is.",
  access: { kind: "scope", scope: "memory:write" },
  input: z.strictObject({
    user_id: UserId,
    attribute: text(60)
      .regex(ATTRIBUTE_NAME, "must be a name like home, or relation:wife")
      .meta({
        description: "One that facts have, like `home` or `instruction`, or your own name.",
        examples: ["home"],
      }),
    value: FactValue,
    subject: text(80).min(1).default("user").meta({ description: "`user`, or a person they speak of." }),
    text: text(600)
      .min(1)
      .optional()
      .meta({ description: "The sentence for prompts. Derived from the value when not given." }),
    encryption_key: EncryptionKey,
  }),
  output: Fact,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "POST", path: "/memory/facts", status: 201, headers: encryptionHeader },
  audit: () => ({}),
  async run(services, { user_id, encryption_key, text: sentence, ...stated }, caller) {
    const { database, keychain, clock } = services;
    const tenant = await callersTenant(services, caller);
    return database.transaction(async (tx) => {
      const user = await lockUser(tx, tenant.organizationId, user_id);
      if (!user) throw fail.missing("user");
      const sealing = await keychain.memory(tx, tenant, encryption_key, user.keyVersion);
      const now = clock.now();
      const candidate: FactCandidate = {
        ...stated,
        text: sentence ?? sentenceOf(stated.subject, stated.attribute, stated.value),
        confidence: 1,
        validFrom: now,
        validTo: null,
        kind: kindOf(stated.attribute),
      };
      return place(tx, sealing, { organizationId: tenant.organizationId, userId: user.id, now }, candidate);
    });
  },
});

/** Adds the fact, or finds the one that says the same. */
async function place(
  tx: Queryable,
  sealing: Sealing,
  { organizationId, userId, now }: { organizationId: number; userId: string; now: Date },
  candidate: FactCandidate,
): Promise<Fact> {
  const hashes = factHashes(sealing, candidate);
  const rows = await comparedFacts(tx, userId, comparedWith(sealing, [candidate]), now);
  const plan = reconcile(
    rows.map((row) => storedFact(sealing, row)),
    [candidate],
    now,
  );
  const known = rows.find(({ id }) => plan.confirm.includes(id));
  if (known) return factAnswer(sealing, known);
  for (const { factId, validTo } of plan.supersede) await store.endFact(tx, userId, factId, validTo);
  const { subject, attribute, value, text: sentence, kind } = candidate;
  const id = newId("fact");
  const fact: store.FactToInsert = {
    id,
    ...hashes,
    sealed: sealing.seal(id, { subject, attribute, value, text: sentence, kind } satisfies store.FactSecrets),
    confidence: 1,
    saidAt: now,
    validFrom: now,
    validTo: null,
    sourceInteractionId: null,
    correctedAt: now,
    createdAt: now,
    single: kind === "single",
  };
  await store.insertFact(tx, organizationId, userId, fact);
  const source = { userId, interactionId: null, now };
  await notifyOfFacts(tx, organizationId, source, {
    created: [id],
    superseded: plan.supersede.map(({ factId }) => factId),
  });
  return factAnswer(sealing, fact);
}
