import { InMemoryDB, InMemoryMemory, type StorageResourceType } from "@mastra/core/storage";
import { isSame, type Kept, type Messages, type Place } from "./messages.ts";
import type { Records } from "./records.ts";

type Thread = InMemoryDB["threads"] extends Map<string, infer One> ? One : never;
interface ThreadRecord {
  thread: Thread;
  place: Place;
}

/**
 * The part of the storage that one call needs, in Mastra's own storage in memory: pages, orders, filters and copies are those of
 * Mastra. `save` keeps what the call changed.
 */
export class Slice {
  readonly #db = new InMemoryDB();
  readonly #records: Records;
  readonly #messages: Messages;
  readonly #kept = new Map<string, Kept>();
  readonly #places = new Map<string, Place>();
  readonly #owners = new Map<string, string>();
  /** Conversations whose threads moved to another person. */
  readonly #left: Place[] = [];
  /** Everything that was loaded, as JSON. */
  readonly #before = new Map<string, string>();
  readonly memory = new InMemoryMemory({ db: this.#db });

  constructor(records: Records, messages: Messages) {
    this.#records = records;
    this.#messages = messages;
  }

  async thread(id: string): Promise<void> {
    const found = this.#db.threads.has(id) ? undefined : await this.#records.get<ThreadRecord>("thread", id);
    if (found) this.#hold(found);
  }

  async threads(resource: string | undefined): Promise<void> {
    const fields = resource === undefined ? {} : { resource };
    for (const found of await this.#records.all<ThreadRecord>("thread", fields)) this.#hold(found);
  }

  /** The messages of a thread that was loaded. */
  async messagesOf(threadId: string): Promise<void> {
    const place = this.#places.get(threadId);
    if (place) this.#keep(await this.#messages.of(place));
  }

  async messagesOfResource(resource: string): Promise<void> {
    this.#keep(await this.#messages.ofResource(resource));
  }

  /** Messages by their ids, of the people whose threads were loaded. */
  async messagesHere(ids: readonly string[]): Promise<void> {
    await this.#findIn([...this.#places.values()], ids);
  }

  /** Messages by their ids. Looks into the threads loaded so far first, and then into everybody's. */
  async messages(ids: readonly string[]): Promise<void> {
    await this.messagesHere(ids);
    if (this.#missing(ids).length > 0) {
      await this.threads(undefined);
      await this.#findIn([...this.#places.values()], ids);
    }
  }

  async resource(id: string): Promise<void> {
    const found = await this.#records.get<StorageResourceType>("resource", id);
    if (found) this.#note("resource", id, this.#db.resources, revived(found));
  }

  /** The thread of a message that was loaded. */
  async threadOfMessage(messageId: string): Promise<void> {
    const thread = this.threadOf(messageId);
    if (thread !== undefined) await this.thread(thread);
  }

  threadOf(messageId: string): string | undefined {
    return this.#db.messages.get(messageId)?.thread_id;
  }

  ownerOf(threadId: string): string | undefined {
    return this.#db.threads.get(threadId)?.resourceId;
  }

  async save(): Promise<void> {
    await this.#removeThreads();
    for (const thread of this.#db.threads.values()) await this.#saveThread(thread);
    await this.#saveMessages();
    for (const place of this.#left) await this.#messages.deletePlace(place);
    for (const resource of this.#db.resources.values())
      if (this.#isChanged("resource", resource.id, resource))
        await this.#records.put("resource", resource.id, resource);
  }

  async #removeThreads(): Promise<void> {
    for (const [id, place] of this.#places) {
      if (this.#db.threads.has(id)) continue;
      await this.#messages.deletePlace(place);
      await this.#records.delete("thread", id);
    }
  }

  async #saveMessages(): Promise<void> {
    for (const message of this.#db.messages.values()) {
      const place = this.#places.get(message.thread_id);
      if (!place) throw new Error(`Thread ${message.thread_id} not found`);
      const before = this.#kept.get(message.id);
      const stays = before && isSame(before.place, place);
      if (!stays || this.#isChanged("message", message.id, message))
        await this.#messages.put(place, message, before);
    }
    for (const [id, kept] of this.#kept)
      if (!this.#db.messages.has(id))
        await this.#messages.delete(kept, { isGone: !this.#db.threads.has(kept.message.thread_id) });
  }

  async #saveThread(thread: Thread): Promise<void> {
    if (!this.#isChanged("thread", thread.id, thread)) return;
    const [before, owner] = [this.#places.get(thread.id), this.#owners.get(thread.id)];
    const stays = before !== undefined && owner === thread.resourceId;
    const place = stays ? before : await this.#messages.newPlace(thread.resourceId, thread.title);
    if (before && !stays) this.#left.push(before);
    this.#places.set(thread.id, place);
    await this.#records.put("thread", thread.id, { thread, place }, { resource: thread.resourceId });
  }

  #hold({ thread, place }: ThreadRecord): void {
    if (this.#db.threads.has(thread.id)) return;
    this.#note("thread", thread.id, this.#db.threads, revived(thread));
    this.#owners.set(thread.id, thread.resourceId);
    this.#places.set(thread.id, place);
  }

  #keep(found: readonly Kept[]): void {
    for (const kept of found) {
      if (this.#kept.has(kept.message.id)) continue;
      this.#kept.set(kept.message.id, kept);
      this.#note("message", kept.message.id, this.#db.messages, { ...kept.message });
    }
  }

  #note<One extends object>(kind: string, id: string, into: Map<string, One>, one: One): void {
    into.set(id, one);
    this.#before.set(`${kind} ${id}`, JSON.stringify(one));
  }

  #isChanged(kind: string, id: string, now: object): boolean {
    return this.#before.get(`${kind} ${id}`) !== JSON.stringify(now);
  }

  async #findIn(places: readonly Place[], ids: readonly string[]): Promise<void> {
    for (const user of new Set(places.map((place) => place.user))) {
      const missing = this.#missing(ids);
      if (missing.length === 0) return;
      this.#keep(await this.#messages.byIds(user, missing));
    }
  }

  #missing(ids: readonly string[]): string[] {
    return ids.filter((id) => !this.#kept.has(id));
  }
}

/** With its times as dates again. */
function revived<One extends { createdAt: Date; updatedAt: Date }>(one: One): One {
  return { ...one, createdAt: new Date(one.createdAt), updatedAt: new Date(one.updatedAt) };
}
