import type { StorageMessageType } from "@mastra/core/storage";
import { type Json, type MemoryApi, unlessGone } from "../memory-api.ts";
import { allInteractions, listedMax, type Records, userOf } from "./records.ts";

/** The conversation of a thread. */
export interface Place {
  user: string;
  conversation: string;
}

/** A message, and the exchange that keeps it. */
export interface Kept {
  interaction: string;
  place: Place;
  message: StorageMessageType;
}

interface Exchange {
  interaction_id: string;
  user_id: string;
  conversation_id: string;
  timestamp: string;
  metadata: Json & { mastra?: Envelope };
}

/** What an exchange does not say of a message. */
interface Envelope {
  thread: string;
  role: string;
  type: string;
  resource: string | null;
  /** Left out if it is kept as a record. */
  content?: unknown;
}

// The metadata of an exchange has at most 16,384.
const contentCharactersMax = 15_000;
const textCharactersMax = 100_000;

/** Messages of threads, as exchanges of the person whose thread it is: recall and facts read them like any other. */
export class Messages {
  readonly #api: MemoryApi;
  readonly #records: Records;

  constructor(api: MemoryApi, records: Records) {
    this.#api = api;
    this.#records = records;
  }

  /** A new conversation of a resource, which is a person. */
  async newPlace(resource: string, title: string | undefined): Promise<Place> {
    const user =
      (await userOf(this.#api, resource)) ??
      (await this.#api.call<{ user_id: string }>("POST", "/users", { external_ref: resource })).user_id;
    const { conversation_id } = await this.#api.call<{ conversation_id: string }>("POST", "/conversations", {
      user_id: user,
      ...(title && { title: title.slice(0, 512) }),
    });
    return { user, conversation: conversation_id };
  }

  async deletePlace({ conversation }: Place): Promise<void> {
    await this.#api.call("DELETE", `/conversations/${conversation}`).catch(unlessGone);
  }

  /** All messages of a thread, in the order in which they were saved. None if its conversation or person was erased. */
  async of({ user, conversation }: Place): Promise<Kept[]> {
    return (await this.#listed(`user_id=${user}&conversation_id=${conversation}`).catch(unlessGone)) ?? [];
  }

  /** All messages of a person. */
  async ofResource(resource: string): Promise<Kept[]> {
    const user = await userOf(this.#api, resource);
    return user === undefined ? [] : this.#listed(`user_id=${user}`);
  }

  async byIds(user: string, ids: readonly string[]): Promise<Kept[]> {
    const found: Exchange[] = [];
    for (let start = 0; start < ids.length; start += listedMax) {
      const filters = { message: { in: ids.slice(start, start + listedMax) } };
      const answer = await this.#api
        .call<{ memories: Omit<Exchange, "user_id">[] }>("POST", "/memory/query", {
          user_id: user,
          filters,
          limit: listedMax,
          include_facts: false,
        })
        .catch(unlessGone);
      found.push(...(answer?.memories ?? []).map((memory) => ({ ...memory, user_id: user })));
    }
    return this.#kept(found);
  }

  async put(place: Place, message: StorageMessageType, before?: Kept): Promise<void> {
    const content = JSON.parse(message.content) as unknown;
    const text = textOf(content).slice(0, textCharactersMax);
    const isLarge = isLong(message);
    if (isLarge) await this.#records.put("content", message.id, { content });
    const { thread_id, role, type, resourceId } = message;
    const mastra: Envelope = {
      thread: thread_id,
      role,
      type,
      resource: resourceId,
      ...(!isLarge && { content }),
    };
    const exchange = {
      user_message: role === "user" ? text : "",
      agent_response: role === "user" ? "" : text,
      metadata: { message: message.id, mastra },
    };
    if (before && isSame(before.place, place))
      await this.#api.call("PATCH", `/memory/interactions/${before.interaction}`, exchange);
    else {
      await this.#api.call("POST", "/memory/ingest", {
        user_id: place.user,
        conversation_id: place.conversation,
        timestamp: new Date(message.createdAt).toISOString(),
        ...exchange,
      });
      if (before) await this.#deleteExchange(before);
    }
    if (before && isLong(before.message) && !isLarge) await this.#records.delete("content", message.id);
  }

  /** `isGone` says that the conversation was deleted, and the exchange with it. */
  async delete(kept: Kept, { isGone }: { isGone: boolean }): Promise<void> {
    if (!isGone) await this.#deleteExchange(kept);
    if (isLong(kept.message)) await this.#records.delete("content", kept.message.id);
  }

  async #deleteExchange({ interaction }: Kept): Promise<void> {
    await this.#api.call("DELETE", `/memory/interactions/${interaction}`).catch(unlessGone);
  }

  async #listed(query: string): Promise<Kept[]> {
    return this.#kept(await allInteractions<Exchange>(this.#api, query));
  }

  /** The exchanges that keep a message. A person may have others. */
  async #kept(exchanges: readonly Exchange[]): Promise<Kept[]> {
    const kept: Kept[] = [];
    for (const { interaction_id, user_id, conversation_id, timestamp, metadata } of exchanges) {
      const { mastra, message: id } = metadata;
      if (!mastra || typeof id !== "string") continue;
      const { thread, role, type, resource } = mastra;
      const content =
        mastra.content ?? (await this.#records.get<{ content: unknown }>("content", id))?.content;
      kept.push({
        interaction: interaction_id,
        place: { user: user_id, conversation: conversation_id },
        message: {
          id,
          thread_id: thread,
          content: JSON.stringify(content),
          role,
          type,
          createdAt: new Date(timestamp),
          resourceId: resource,
        },
      });
    }
    return kept;
  }
}

export const isSame = (one: Place, other: Place): boolean => one.conversation === other.conversation;

const isLong = ({ content }: StorageMessageType): boolean => content.length > contentCharactersMax;

/** What a message says: its parts of text. */
function textOf(content: unknown): string {
  const { parts = [], content: plain = "" } = content as {
    parts?: { type: string; text?: string }[];
    content?: unknown;
  };
  const texts = parts.flatMap(({ type, text }) => (type === "text" && text ? [text] : []));
  return texts.length > 0 || typeof plain !== "string" ? texts.join("\n") : plain;
}
