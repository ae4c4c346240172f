import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { forgetForPerson, rememberExchange } from "../../features/memory/agents/operations.ts";
import { getInteraction, listInteractions } from "../../features/memory/interactions/operations.ts";
import { editInteraction } from "../../features/memory/lifecycle/operations/edit-interaction.ts";
import { forgetInteraction } from "../../features/memory/lifecycle/operations/forget-interaction.ts";
import { queryMemory } from "../../features/memory/recall/operations.ts";
import { getUser, listUsers } from "../../features/memory/users/operations.ts";
import { fail } from "../../kernel/failure.ts";
import { readJson } from "../http/read-json.ts";
import type { Ask } from "./ask.ts";
import {
  Added,
  Deleted,
  exchangesOf,
  Listed,
  ownersOf,
  Page,
  parsed,
  readFilters,
  refused,
  Searched,
} from "./read-wire.ts";
import { memoryOf, pageOf, withText } from "./write-wire.ts";

const listedMax = 100;

/** Stores messages as exchanges. The first call reads the body, once the key is found to be good. */
export async function add(ask: Ask, request: FastifyRequest): Promise<object[]> {
  let exchanges: ReturnType<typeof exchangesOf> = [];
  const first = await ask(rememberExchange, async () => {
    exchanges = exchangesOf(parsed(Added, await readJson(request)));
    return exchanges[0] as (typeof exchanges)[number];
  });
  const stored = [first];
  for (const exchange of exchanges.slice(1)) stored.push(await ask(rememberExchange, () => exchange));
  return exchanges.map(({ user_message, agent_response = "" }, i) => {
    const memory = user_message || agent_response;
    return { id: stored[i]?.interaction_id, event: "ADD", memory, data: { memory } };
  });
}

export async function search(ask: Ask, request: FastifyRequest): Promise<object> {
  const { sent, person, user, wanted } = await personIn(ask, request, Searched);
  if (!user) return { results: [] };
  const { memories } = await ask(queryMemory, () => ({
    user_id: user,
    query: sent.query,
    limit: sent.top_k ?? 10,
    ...(sent.threshold && { min_relevance: sent.threshold }),
    include_facts: false,
    ...wanted,
  }));
  return { results: memories.map((one) => memoryOf(one, person)) };
}

export async function list(ask: Ask, request: FastifyRequest): Promise<object> {
  const { person, user, wanted } = await personIn(ask, request, Listed);
  const page = parsed(Page, request.query);
  const offset = (page.page - 1) * page.page_size;
  const found = user
    ? await listed(ask, user, wanted, { limit: page.page_size, offset })
    : { total: 0, memories: [] };
  const results = found.memories.map((one) => memoryOf(one, person));
  return pageOf("/mem0/v3/memories/", page, found.total, results);
}

type Wanted = ReturnType<typeof readFilters>["wanted"];

/** A page of a person's exchanges. With filters, only the newest hundred that fit. */
async function listed(ask: Ask, user: string, wanted: Wanted, page: { limit: number; offset: number }) {
  const { filters = {}, since, until } = wanted;
  if (Object.keys(filters).length === 0 && !since && !until) {
    const { interactions, total } = await ask(listInteractions, () => ({ user_id: user, ...page }));
    return { memories: interactions, total };
  }
  if (Object.keys(filters).length === 0)
    throw fail.input("filters.created_at: needs agent_id, app_id, run_id or metadata beside it.");
  const { memories } = await matching(ask, user, wanted);
  return { memories: memories.slice(page.offset, page.offset + page.limit), total: memories.length };
}

const matching = (ask: Ask, user: string, wanted: Wanted) =>
  ask(queryMemory, () => ({ user_id: user, limit: listedMax, include_facts: false, ...wanted }));

/** Reads the body and finds the person that its filters name. */
async function personIn<Sent extends z.output<typeof Listed>>(
  ask: Ask,
  request: FastifyRequest,
  schema: z.ZodType<Sent>,
) {
  const read = async () => {
    const sent = parsed(schema, await readJson(request));
    return { sent, ...readFilters(sent.filters) };
  };
  let asked: Awaited<ReturnType<typeof read>> | undefined;
  const { users } = await ask(listUsers, async () => {
    asked = await read();
    return { external_ref: asked.person, limit: 1 };
  });
  return { ...(asked as NonNullable<typeof asked>), user: users[0]?.user_id };
}

export async function read(ask: Ask, request: FastifyRequest): Promise<object> {
  const interaction = await ask(getInteraction, () => ({ interaction_id: idIn(request) }));
  const { external_ref } = await ask(getUser, () => ({ user_id: interaction.user_id }));
  return memoryOf(interaction, external_ref);
}

const notChanged = refused("can't be changed: a memory keeps its time until it is deleted");
const Changed = z.looseObject({
  text: z.string().min(1).nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  timestamp: notChanged,
  expiration_date: notChanged,
});

export async function change(ask: Ask, request: FastifyRequest): Promise<object[]> {
  const id = idIn(request);
  const before = await ask(getInteraction, () => ({ interaction_id: id }));
  const after = await ask(editInteraction, async () => {
    const { text, metadata } = parsed(Changed, await readJson(request));
    return {
      interaction_id: id,
      ...(typeof text === "string" && withText(before, text)),
      ...(metadata && { metadata: { ...metadata, ...ownersOf(before.metadata) } }),
    };
  });
  return [{ ...memoryOf(after, null), event: "UPDATE" }];
}

export async function deleteOne(ask: Ask, request: FastifyRequest): Promise<object> {
  await ask(forgetInteraction, () => ({ interaction_id: idIn(request) }));
  return { message: "Memory deleted successfully!" };
}

/** What is kept of a memory's past: that it was added. A changed text is erased. */
export async function history(ask: Ask, request: FastifyRequest): Promise<object[]> {
  const interaction = await ask(getInteraction, () => ({ interaction_id: idIn(request) }));
  const { id, memory, messages, created_at } = memoryOf(interaction, null) as Record<string, unknown>;
  return [
    { id, memory_id: id, input: messages, old_memory: null, new_memory: memory, event: "ADD", created_at },
  ];
}

/** Deletes a person's memories: all of them, with the person, or those of an agent, an app or a run. */
export async function deleteAll(ask: Ask, request: FastifyRequest): Promise<object> {
  let person = "";
  let filters: Record<string, string> = {};
  const { users } = await ask(listUsers, async () => {
    if (Object.keys(await readJson(request)).length > 0)
      throw fail.input("Send 'user_id' and the other filters in the query, not in a body.");
    const sent = parsed(Deleted, request.query);
    [person, filters] = [sent.user_id, ownersOf(sent)];
    return { external_ref: person, limit: 1 };
  });
  const user = users[0]?.user_id;
  if (user && Object.keys(filters).length === 0)
    await ask(forgetForPerson, () => ({ external_ref: person, what: "everything" as const }));
  else if (user) await deleteMatching(ask, user, filters);
  return { message: "Memories deleted successfully!" };
}

async function deleteMatching(ask: Ask, user: string, filters: Record<string, string>): Promise<void> {
  for (;;) {
    const { memories } = await matching(ask, user, { filters });
    for (const { interaction_id } of memories) await ask(forgetInteraction, () => ({ interaction_id }));
    if (memories.length < listedMax) return;
  }
}

const idIn = ({ params }: FastifyRequest): string => (params as { id: string }).id;
