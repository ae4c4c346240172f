/** Some of a list. */
export interface Page<T> {
  items: T[];
  /** How many the list has, where the server counts them. */
  total?: number;
}

/** A page, and what gets the one after it. */
export interface Fetched<T> extends Page<T> {
  next?: (() => Promise<Fetched<T>>) | undefined;
}

/**
 * A list of the server. `for await` goes through all of it, page by page. `await` gets the first page, and `.all()` an array.
 * Nothing is sent before one of them.
 */
export class List<T> implements AsyncIterable<T>, PromiseLike<Page<T>> {
  readonly #first: () => Promise<Fetched<T>>;

  constructor(first: () => Promise<Fetched<T>>) {
    this.#first = first;
  }

  /** All items, in the list's order. One that moved to the next page meanwhile is given once. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    let before = new Set<unknown>();
    for await (const { items } of this.pages()) {
      for (const item of items) if (!before.has(idOf(item))) yield item;
      before = new Set(items.map(idOf).filter((id) => id !== undefined));
    }
  }

  /** All pages. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    for (let page: Fetched<T> | undefined = await this.#first(); page; page = await page.next?.()) {
      yield withoutNext(page);
    }
  }

  /** All items in an array, or the first so many. */
  async all({ limit = Number.POSITIVE_INFINITY }: { limit?: number } = {}): Promise<T[]> {
    const all: T[] = [];
    if (limit <= 0) return all;
    for await (const item of this) if (all.push(item) >= limit) break;
    return all;
  }

  // biome-ignore lint/suspicious/noThenProperty: `await list` gets its first page.
  then<A = Page<T>, B = never>(
    resolved?: ((page: Page<T>) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#first().then(withoutNext).then(resolved, rejected);
  }
}

const withoutNext = <T>({ items, total }: Fetched<T>): Page<T> => ({
  items,
  ...(total !== undefined && { total }),
});

const idOf = (item: unknown): unknown => {
  const { id, user_id, conversation_id, interaction_id, fact_id } = (item ?? {}) as Record<string, unknown>;
  return id ?? interaction_id ?? fact_id ?? conversation_id ?? user_id;
};
