import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import { Fact } from "../facts/fact-answer.ts";
import { factsOf } from "../facts/store.ts";
import { factAnswer } from "../facts/stored.ts";
import { Interaction } from "../interactions/interaction.ts";
import { openInteraction } from "../interactions/open-interaction.ts";
import { interactionsAt } from "../interactions/store.ts";
import { limitAndOffset } from "../paging.ts";
import { EncryptionKey, encryptionHeader } from "../sealing/encryption-key.ts";
import type { Sealing } from "../sealing/sealing.ts";
import { defineOperation, type MemoryServices } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import { UserId } from "../users/user.ts";
import { withStableKey } from "../users/with-stable-key.ts";
import { entitiesIn, entityNamed } from "./entity.ts";
import { mentionsOf } from "./mentions.ts";

const Named = z.object({
  name: z.string(),
  kind: z.enum(["person", "pet", "place", "organization"]),
  relation: z.string().nullable().meta({ description: "What a person is to the user, like `sister`." }),
  fact_count: z.int().meta({ description: "Current facts that are about it or name it." }),
});

export const listEntities = defineOperation({
  name: "listEntities",
  noun: "Entities",
  summary: "List who and what a user speaks of",
  description:
    "People, pets, places and organizations that the user's current facts are about or name, those with the most facts first.",
  access: { kind: "scope", scope: "memory:read" },
  input: z.strictObject({
    user_id: UserId,
    query: text(500).optional().meta({ description: "Part of a name or relation, in any case." }),
    ...limitAndOffset,
    encryption_key: EncryptionKey,
  }),
  output: z.object({ entities: z.array(Named), total: z.int(), limit: z.int(), offset: z.int() }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "GET", path: "/memory/entities", headers: encryptionHeader },
  async run(services, { user_id, query = "", limit, offset, encryption_key }, caller) {
    const tenant = await callersTenant(services, caller);
    return withStableKey(services, tenant, user_id, encryption_key, async (sealing) => {
      const all = entitiesIn(await currentFacts(services, sealing, user_id)).filter(({ name, relation }) =>
        [name, relation ?? ""].some((part) => folded(part).includes(folded(query))),
      );
      const entities = all
        .slice(offset, offset + limit)
        .map(({ facts, ...entity }) => ({ ...entity, fact_count: facts.length }));
      return { entities, total: all.length, limit, offset };
    });
  },
});

export const getEntity = defineOperation({
  name: "getEntity",
  noun: "Entities",
  summary: "Get what a user said of a person, pet, place or organization",
  description: "Its current facts, and the exchanges that have every word of its name, newest first.",
  access: { kind: "scope", scope: "memory:read" },
  input: z.strictObject({
    user_id: UserId,
    name: text(500)
      .min(1)
      .meta({ description: "The name, as `listEntities` has it.", examples: ["Anna"] }),
    ...limitAndOffset,
    encryption_key: EncryptionKey,
  }),
  output: Named.omit({ fact_count: true }).extend({
    facts: z.array(Fact),
    interactions: z.array(Interaction),
    total: z.int().meta({ description: "Exchanges on all pages." }),
    limit: z.int(),
    offset: z.int(),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "GET", path: "/memory/entities/:name", headers: encryptionHeader },
  async run(services, { user_id, name, limit, offset, encryption_key }, caller) {
    const { database } = services;
    const tenant = await callersTenant(services, caller);
    return withStableKey(services, tenant, user_id, encryption_key, async (sealing, user) => {
      const entity = entityNamed(await currentFacts(services, sealing, user_id), name);
      if (!entity) throw fail.missing("entity");
      const ordinals = await mentionsOf(services, sealing, user, entity.name);
      const page = ordinals.slice(offset, offset + limit);
      const rows = page.length > 0 ? await interactionsAt(database, user.id, page) : [];
      const inOrder = rows.toSorted((a, b) => page.indexOf(a.ordinal) - page.indexOf(b.ordinal));
      const interactions = await Promise.all(
        inOrder.map((row) => openInteraction(services, tenant, row, encryption_key)),
      );
      return { ...entity, interactions, total: ordinals.length, limit, offset };
    });
  },
});

const folded = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

/** The facts that hold now, opened: the names in them are encrypted. Nobody has more than some thousand. */
async function currentFacts(
  { database, clock }: MemoryServices,
  sealing: Sealing,
  userId: string,
): Promise<Fact[]> {
  const rows = await factsOf(
    database,
    userId,
    { at: clock.now() },
    { asOf: undefined, conversationId: undefined },
  );
  return rows.map((row) => factAnswer(sealing, row));
}
