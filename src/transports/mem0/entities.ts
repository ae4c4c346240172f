import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Fact } from "../../features/memory/facts/fact-answer.ts";
import { listFacts } from "../../features/memory/facts/operations.ts";
import { getInteraction } from "../../features/memory/interactions/operations.ts";
import { editInteraction } from "../../features/memory/lifecycle/operations/edit-interaction.ts";
import { eraseUser } from "../../features/memory/lifecycle/operations/erase-user.ts";
import { forgetInteraction } from "../../features/memory/lifecycle/operations/forget-interaction.ts";
import { browseUsers, listUsers } from "../../features/memory/users/operations.ts";
import { fail } from "../../kernel/failure.ts";
import { readJson } from "../http/read-json.ts";
import type { Ask } from "./ask.ts";
import { Page, parsed } from "./read-wire.ts";
import { pageOf, withText } from "./write-wire.ts";

/** The people that there are memories of. Agents, apps and runs are no entities here. */
export async function entities(ask: Ask, request: FastifyRequest): Promise<object> {
  const page = parsed(Page, request.query);
  const { page_size: limit } = page;
  const { users, found } = await ask(browseUsers, () => ({ limit, offset: (page.page - 1) * limit }));
  const results = users.map((user) => ({
    id: user.user_id,
    name: user.external_ref ?? user.user_id,
    type: "user",
    owner: user.tenant_id,
    total_memories: user.interaction_count,
    created_at: user.created_at,
    updated_at: user.updated_at,
  }));
  return pageOf("/mem0/v1/entities/", page, found, results);
}

export async function deleteEntity(ask: Ask, request: FastifyRequest): Promise<object> {
  const { type, name } = request.params as { type: string; name: string };
  if (type !== "user") throw fail.input(`'${type}' is no entity of this server. Only users can be deleted.`);
  const user_id = await userOf(ask, name);
  await ask(eraseUser, () => ({ user_id }));
  return { message: "Entity deleted successfully!" };
}

/** What is known of a person: the current values of each attribute. */
export async function profile(ask: Ask, request: FastifyRequest): Promise<object> {
  const { name } = request.params as { name: string };
  const user_id = await userOf(ask, name);
  const facts = await allFacts(ask, user_id);
  // A map, because an attribute may be called "constructor".
  const values = new Map<string, string[]>();
  for (const { subject, attribute, value } of facts)
    if (subject === "user") values.set(attribute, [...(values.get(attribute) ?? []), value]);
  return {
    profile: Object.fromEntries(values),
    status: facts.length > 0 ? "succeeded" : "insufficient_data",
    entity_type: "user",
    entity_id: name,
    updated_at: facts[0]?.valid_from ?? null,
    generation_count: 1,
  };
}

const factsAtATime = 100;

async function allFacts(ask: Ask, user_id: string): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (;;) {
    const page = await ask(listFacts, () => ({ user_id, limit: factsAtATime, offset: facts.length }));
    facts.push(...page.facts);
    if (page.facts.length < factsAtATime) return facts;
  }
}

async function userOf(ask: Ask, external_ref: string): Promise<string> {
  const { users } = await ask(listUsers, () => ({ external_ref, limit: 1 }));
  const [user] = users;
  if (!user) throw fail.missing("user");
  return user.user_id;
}

const batchMax = 1_000;
const Memories = z.looseObject({
  memories: z
    .array(z.looseObject({ memory_id: z.string(), text: z.string().min(1).optional() }))
    .min(1)
    .max(batchMax),
});
type Memory = z.output<typeof Memories>["memories"][number];

export async function changeBatch(ask: Ask, request: FastifyRequest): Promise<object> {
  const count = await each(request, async (next) => {
    let changed: Memory | undefined;
    const before = await ask(getInteraction, async () => {
      changed = await next();
      return { interaction_id: changed.memory_id };
    });
    const text = changed?.text;
    await ask(editInteraction, () => ({
      interaction_id: before.interaction_id,
      ...(text !== undefined && withText(before, text)),
    }));
  });
  return { message: `Successfully updated ${count} memories` };
}

export async function deleteBatch(ask: Ask, request: FastifyRequest): Promise<object> {
  const count = await each(request, (next) =>
    ask(forgetInteraction, async () => ({ interaction_id: (await next()).memory_id })),
  );
  return { message: `Successfully deleted ${count} memories` };
}

/** Runs calls for each memory of a batch. The first call reads the body, once the key is found to be good. */
async function each(
  request: FastifyRequest,
  run: (next: () => Promise<Memory>) => Promise<unknown>,
): Promise<number> {
  let memories: Memory[] | undefined;
  let at = 0;
  const next = async () => {
    memories ??= parsed(Memories, await readJson(request)).memories;
    return memories[at] as Memory;
  };
  do {
    await run(next);
    at++;
  } while (at < (memories?.length ?? 0));
  return at;
}
