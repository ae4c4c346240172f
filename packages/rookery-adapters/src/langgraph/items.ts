import { type Json, type MemoryApi, MemoryApiError } from "../memory-api.ts";

/** An exchange that keeps an item of a store. */
export interface StoredItem {
  id: string;
  key: string;
  value: Json;
  createdAt: Date;
  updatedAt: Date;
  /** How well it answers the query, from 0 to 1. */
  relevance: number;
}

interface Exchange {
  interaction_id: string;
  timestamp: string;
  metadata: Json;
  relevance: number;
}

/** The most items of a namespace that a search reads. */
export const listedMax = 100;
const conversation = "LangGraph store";
const prefix = "langgraph:";

/**
 * Items of a namespace, kept as exchanges of one user: what is searched is what the user "said", and the item itself is the
 * metadata. Scalars of the value are metadata of their own, so that the server filters by them.
 */
export class Items {
  readonly #api: MemoryApi;
  readonly #users = new Map<string, string>();

  constructor(api: MemoryApi) {
    this.#api = api;
  }

  /** The newest item of a key. */
  async get(namespace: readonly string[], key: string): Promise<StoredItem | undefined> {
    return (await this.find(namespace, { filters: { key }, limit: 1 }))[0];
  }

  /** Items that fit a query, best first; without one, the newest first. */
  async find(
    namespace: readonly string[],
    { query, filters, limit }: { query?: string; filters: Json; limit: number },
  ): Promise<StoredItem[]> {
    const known = this.#users.get(referenceOf(namespace));
    const user = known ?? (await this.#userOf(namespace));
    if (user === undefined) return [];
    try {
      const { memories } = await this.#api.call<{ memories: Exchange[] }>("POST", "/memory/query", {
        user_id: user,
        filters: Object.keys(filters).length > 0 || query ? filters : { key: { exists: true } },
        limit: Math.min(limit, listedMax),
        include_facts: false,
        ...(query && { query }),
      });
      return memories.map(itemOf);
    } catch (error) {
      if (!isMissing(error)) throw error;
      // The user was deleted since. There may be a new one of the same name, unless this one was just looked up.
      this.#users.delete(referenceOf(namespace));
      return known === undefined ? [] : this.find(namespace, { filters, limit, ...(query && { query }) });
    }
  }

  async put(namespace: readonly string[], key: string, value: Json, searched: string): Promise<void> {
    const metadata = { ...fieldsOf(value), key, value, updated_at: new Date().toISOString() };
    const before = await this.get(namespace, key);
    // With something on both sides an exchange takes no share of the words of its neighbours, which are other items.
    const said = { user_message: searched, agent_response: key, metadata };
    if (before) await this.#api.call("PATCH", `/memory/interactions/${before.id}`, said);
    else
      await this.#api.call("POST", "/memory/remember", {
        external_ref: referenceOf(namespace),
        conversation,
        ...said,
      });
  }

  async delete(namespace: readonly string[], key: string): Promise<void> {
    for (const { id } of await this.find(namespace, { filters: { key }, limit: listedMax })) {
      try {
        await this.#api.call("DELETE", `/memory/interactions/${id}`);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    }
  }

  /** Every namespace that ever had an item. */
  async namespaces(): Promise<string[][]> {
    const found: string[][] = [];
    for (let offset = 0; ; offset += listedMax) {
      const { users } = await this.#api.call<{ users: { external_ref: string | null }[] }>(
        "GET",
        `/users?limit=${listedMax}&offset=${offset}`,
      );
      for (const { external_ref } of users)
        if (external_ref?.startsWith(prefix)) found.push(namespaceIn(external_ref));
      if (users.length < listedMax) return found;
    }
  }

  async #userOf(namespace: readonly string[]): Promise<string | undefined> {
    const reference = referenceOf(namespace);
    const { users } = await this.#api.call<{ users: { user_id: string }[] }>(
      "GET",
      `/users?external_ref=${encodeURIComponent(reference)}`,
    );
    const id = users[0]?.user_id;
    if (id !== undefined) this.#users.set(reference, id);
    return id;
  }
}

const isMissing = (error: unknown) => error instanceof MemoryApiError && error.status === 404;

const referenceOf = (namespace: readonly string[]) => prefix + namespace.map(encodeURIComponent).join("/");
const namespaceIn = (reference: string) => reference.slice(prefix.length).split("/").map(decodeURIComponent);

const itemOf = ({ interaction_id, timestamp, metadata, relevance }: Exchange): StoredItem => ({
  id: interaction_id,
  key: String(metadata.key),
  value: metadata.value as Json,
  createdAt: new Date(timestamp),
  updatedAt: new Date(String(metadata.updated_at)),
  relevance,
});

// The server filters by the first hundred keys of metadata.
const fieldsMax = 40;

/** The name of a field of a value, as metadata. */
export const fieldName = (field: string): string => `value.${field}`;

const fieldsOf = (value: Json): Json =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => isScalar(one))
      .slice(0, fieldsMax)
      .map(([field, one]) => [fieldName(field), one]),
  );

export const isScalar = (value: unknown): value is string | number | boolean =>
  (typeof value === "string" && value.length <= 200) ||
  typeof value === "number" ||
  typeof value === "boolean";
