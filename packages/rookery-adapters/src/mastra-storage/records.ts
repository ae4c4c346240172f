import { type Json, type MemoryApi, unlessGone } from "../memory-api.ts";

export type Kind = "thread" | "resource" | "content";

interface Exchange {
  interaction_id: string;
  agent_response: string;
  metadata: Json;
}

/** The most exchanges that one call lists. */
export const listedMax = 100;
const person = "mastra:storage";
// A message of the API has at most so many.
const charactersMax = 100_000;

/**
 * Records of Mastra that are no exchange of their person, as JSON: where threads are, working memory, and large contents of messages. They are
 * exchanges of a user of their own, found by their metadata.
 */
export class Records {
  readonly #api: MemoryApi;
  #user: string | undefined;

  constructor(api: MemoryApi) {
    this.#api = api;
  }

  async get<Value>(kind: Kind, id: string): Promise<Value | undefined> {
    const [found] = await this.#find({ kind, id }, 1);
    return found && (JSON.parse(found.agent_response) as Value);
  }

  /** All records of a kind, or those with these fields. */
  async all<Value>(kind: Kind, fields: Json = {}): Promise<Value[]> {
    const filters = { kind, ...fields };
    let found = await this.#find(filters, listedMax);
    if (found.length === listedMax)
      found = (await this.#everything()).filter(({ metadata }) =>
        Object.entries(filters).every(([name, value]) => metadata[name] === value),
      );
    return found.map(({ agent_response }) => JSON.parse(agent_response) as Value);
  }

  async put(kind: Kind, id: string, value: object, fields: Json = {}): Promise<void> {
    const text = JSON.stringify(value);
    if (text.length > charactersMax)
      throw new Error(
        `The ${kind} '${id}' has more than ${charactersMax} characters as JSON, too many to keep.`,
      );
    const exchange = {
      user_message: kind,
      agent_response: text,
      metadata: { kind, id, ...fields },
    };
    const [before] = await this.#find({ kind, id }, 1);
    if (before) await this.#api.call("PATCH", `/memory/interactions/${before.interaction_id}`, exchange);
    else
      await this.#api.call("POST", "/memory/remember", {
        external_ref: person,
        conversation: "records",
        ...exchange,
      });
  }

  async delete(kind: Kind, id: string): Promise<void> {
    for (const { interaction_id } of await this.#find({ kind, id }, listedMax))
      await this.#api.call("DELETE", `/memory/interactions/${interaction_id}`).catch(unlessGone);
  }

  async clear(): Promise<void> {
    const user = await this.#userId();
    if (user !== undefined) await this.#api.call("DELETE", `/users/${user}`).catch(unlessGone);
    this.#user = undefined;
  }

  async #find(filters: Json, limit: number): Promise<Exchange[]> {
    const user_id = await this.#userId();
    if (user_id === undefined) return [];
    const asked = { user_id, filters, limit, include_facts: false };
    const answer = await this.#api
      .call<{ memories: Exchange[] }>("POST", "/memory/query", asked)
      .catch(unlessGone);
    if (!answer) this.#user = undefined; // erased by others
    return answer?.memories ?? [];
  }

  async #everything(): Promise<Exchange[]> {
    return allInteractions(this.#api, `user_id=${await this.#userId()}`);
  }

  async #userId(): Promise<string | undefined> {
    this.#user ??= await userOf(this.#api, person);
    return this.#user;
  }
}

/** The user with this id of yours, if there is one. */
export async function userOf(api: MemoryApi, reference: string): Promise<string | undefined> {
  const { users } = await api.call<{ users: { user_id: string }[] }>(
    "GET",
    `/users?external_ref=${encodeURIComponent(reference)}`,
  );
  return users[0]?.user_id;
}

/** Every exchange of a list, oldest first. */
export async function allInteractions<One>(api: MemoryApi, query: string): Promise<One[]> {
  const found: One[] = [];
  for (let offset = 0; ; offset += listedMax) {
    const { interactions } = await api.call<{ interactions: One[] }>(
      "GET",
      `/memory/interactions?${query}&limit=${listedMax}&offset=${offset}`,
    );
    found.push(...interactions);
    if (interactions.length < listedMax) return found.toReversed();
  }
}
