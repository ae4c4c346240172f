import {
  BaseStore,
  type GetOperation,
  getTextAtPath,
  type Item,
  type ListNamespacesOperation,
  type MatchCondition,
  type Operation,
  type OperationResults,
  type PutOperation,
  type SearchItem,
  type SearchOperation,
} from "@langchain/langgraph-checkpoint";
import { type Json, MemoryApi, type MemoryServer } from "../memory-api.ts";
import { isOnServer, onServer, passes } from "./filters.ts";
import { Items, listedMax, type StoredItem } from "./items.ts";

export type { MemoryServer } from "../memory-api.ts";

/**
 * A store of LangGraph in Rookery: items are durable, encrypted, searched by their words without a model, and erased for good.
 * A namespace is one user of the tenant. The key needs `memory:read`, `memory:write` and `users:read`.
 *
 * Items are exchanges: the tenant erases them `retention_days` after they were first put, 30 unless you set it to 0, and has at
 * most `max_users` namespaces.
 *
 *     const graph = builder.compile({ store: new RookeryStore({ url, apiKey }) });
 */
export class RookeryStore extends BaseStore {
  readonly #items: Items;
  // Changes are made one after the other, so that two of one key do not both add it.
  #changed: Promise<unknown> = Promise.resolve();

  constructor(server: MemoryServer) {
    super();
    this.#items = new Items(new MemoryApi(server));
  }

  /** Reads see the store as it was before the batch, and of several changes of one key the last counts. */
  override async batch<Operations extends Operation[]>(
    operations: Operations,
  ): Promise<OperationResults<Operations>> {
    const results = await Promise.all(operations.map((operation) => this.#read(operation)));
    const last = new Map(
      operations.filter(isPut).map((put) => [JSON.stringify([put.namespace, put.key]), put]),
    );
    this.#changed = this.#changed.catch(() => undefined).then(() => this.#change([...last.values()]));
    await this.#changed;
    return results as OperationResults<Operations>;
  }

  async #read(operation: Operation): Promise<Item | SearchItem[] | string[][] | null | undefined> {
    if ("namespacePrefix" in operation) return this.#search(operation);
    if ("value" in operation) return undefined;
    if ("key" in operation) return this.#get(operation);
    return this.#namespaces(operation as ListNamespacesOperation);
  }

  async #get({ namespace, key }: GetOperation): Promise<Item | null> {
    const found = await this.#items.get(namespace, key);
    return found ? itemOf(namespace, found) : null;
  }

  async #search(operation: SearchOperation): Promise<SearchItem[]> {
    const { namespacePrefix, filter = {}, limit = 10, offset = 0, query } = operation;
    const wanted = {
      filters: onServer(filter),
      limit: isOnServer(filter) ? offset + limit : listedMax,
      ...(query && { query }),
    };
    const within = (await this.#items.namespaces()).filter((one) => startsWith(one, namespacePrefix));
    const found = await Promise.all(
      within.map(async (namespace) =>
        allOf(await this.#items.find(namespace, wanted), offset + limit)
          .filter(({ value }) => passes(value, filter))
          .map((item) => ({ ...itemOf(namespace, item), ...(query && { score: item.relevance }) })),
      ),
    );
    const best = (one: SearchItem, other: SearchItem) =>
      (other.score ?? 0) - (one.score ?? 0) || other.createdAt.getTime() - one.createdAt.getTime();
    return found
      .flat()
      .toSorted(best)
      .slice(offset, offset + limit);
  }

  async #namespaces(operation: ListNamespacesOperation): Promise<string[][]> {
    const { matchConditions = [], maxDepth, limit, offset } = operation;
    const found = (await this.#items.namespaces())
      .filter((namespace) => matchConditions.every((condition) => matches(namespace, condition)))
      .map((namespace) => namespace.slice(0, maxDepth));
    // By JSON, because a label may have a slash.
    const distinct = new Map(found.map((namespace) => [JSON.stringify(namespace), namespace]));
    return [...distinct.values()]
      .toSorted((one, other) => one.join("/").localeCompare(other.join("/")))
      .slice(offset, offset + limit);
  }

  async #change(puts: readonly PutOperation[]): Promise<void> {
    for (const { namespace, key, value, index } of puts)
      if (value === null) await this.#items.delete(namespace, key);
      else await this.#items.put(namespace, key, value, searchedText(value, index));
  }
}

const isPut = (operation: Operation): operation is PutOperation => "value" in operation;

const itemOf = (namespace: readonly string[], { key, value, createdAt, updatedAt }: StoredItem): Item => ({
  namespace: [...namespace],
  key,
  value,
  createdAt,
  updatedAt,
});

/** The items found in a namespace, if they are all that was wanted. */
function allOf(found: StoredItem[], wanted: number): StoredItem[] {
  if (wanted > listedMax && found.length === listedMax)
    throw new Error(
      `A search reads at most ${listedMax} items of a namespace. Ask for less: 'offset' and 'limit' together may be ${listedMax}.`,
    );
  return found;
}

/** The text that a search reads: the fields that `index` names, or every text of the value. Nothing if it is false. */
function searchedText(value: Json, index: PutOperation["index"]): string {
  if (index === false) return "";
  return (index ? index.flatMap((path) => getTextAtPath(value, path)) : textsIn(value)).join("\n");
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const startsWith = (namespace: readonly string[], path: MatchCondition["path"]): boolean =>
  path.length <= namespace.length && path.every((label, i) => label === "*" || label === namespace[i]);

const matches = (namespace: string[], { matchType, path }: MatchCondition): boolean =>
  matchType === "prefix"
    ? startsWith(namespace, path)
    : startsWith(namespace.slice(Math.max(0, namespace.length - path.length)), path);
