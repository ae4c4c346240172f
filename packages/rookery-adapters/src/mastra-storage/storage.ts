import { MastraCompositeStore, MemoryStorage } from "@mastra/core/storage";
import { MemoryApi, type MemoryServer } from "../memory-api.ts";
import { Messages } from "./messages.ts";
import { Records } from "./records.ts";
import { Slice } from "./slice.ts";

export type { MemoryServer } from "../memory-api.ts";

type Args<Method extends keyof MemoryStorage> = MemoryStorage[Method] extends (
  ...args: infer These
) => unknown
  ? These[0]
  : never;
type Answer<Method extends keyof MemoryStorage> = MemoryStorage[Method] extends (
  ...args: never[]
) => infer This
  ? This
  : never;

/**
 * Mastra's storage of threads, messages and working memory in Rookery. A resource is a person (`external_ref`), a thread one of
 * their conversations, and a message an exchange, so that recall and facts read it. The key needs the scopes for reading and
 * writing of `memory`, `users` and `conversations`; set the tenant's `retention_days` to 0.
 *
 *     const memory = new Memory({ storage: rookeryStorage({ url, apiKey }) });
 */
export const rookeryStorage = (server: MemoryServer): MastraCompositeStore =>
  new MastraCompositeStore({
    id: "rookery",
    name: "Rookery",
    domains: { memory: new RookeryMemory(server) },
  });

/** The domain `memory` alone, for a store that is composed of several. */
export class RookeryMemory extends MemoryStorage {
  override readonly supportsPartialThreadUpdate = true;
  readonly #records: Records;
  readonly #messages: Messages;
  // Changes are made one after the other, because each reads first.
  #changed: Promise<unknown> = Promise.resolve();

  constructor(server: MemoryServer) {
    super();
    const api = new MemoryApi(server);
    this.#records = new Records(api);
    this.#messages = new Messages(api, this.#records);
  }

  override getThreadById(args: Args<"getThreadById">): Answer<"getThreadById"> {
    return this.#read(
      (slice) => slice.thread(args.threadId),
      ({ memory }) => memory.getThreadById(args),
    );
  }

  override saveThread(args: Args<"saveThread">): Answer<"saveThread"> {
    const { id, resourceId } = args.thread;
    return this.#change(
      async (slice) => {
        await slice.thread(id);
        // Its messages move to the other person.
        if (slice.ownerOf(id) !== resourceId) await slice.messagesOf(id);
      },
      ({ memory }) => memory.saveThread(args),
    );
  }

  override updateThread(args: Args<"updateThread">): Answer<"updateThread"> {
    return this.#change(
      (slice) => slice.thread(args.id),
      ({ memory }) => memory.updateThread(args),
    );
  }

  override deleteThread(args: Args<"deleteThread">): Answer<"deleteThread"> {
    return this.#change(
      async (slice) => {
        await slice.thread(args.threadId);
        await slice.messagesOf(args.threadId);
      },
      ({ memory }) => memory.deleteThread(args),
    );
  }

  override listThreads(args: Args<"listThreads">): Answer<"listThreads"> {
    return this.#read(
      (slice) => slice.threads(args.filter?.resourceId),
      ({ memory }) => memory.listThreads(args),
    );
  }

  override copyThread(args: Args<"copyThread">): Answer<"copyThread"> {
    return this.#change(
      async (slice) => {
        await slice.thread(args.sourceThreadId);
        if (args.newThreadId !== undefined) await slice.thread(args.newThreadId);
        await slice.messagesOf(args.sourceThreadId);
      },
      ({ memory }) => memory.copyThread(args),
    );
  }

  override listMessages(args: Args<"listMessages">): Answer<"listMessages"> {
    const threadIds = [args.threadId].flat();
    return this.#read(
      async (slice) => {
        for (const id of threadIds) {
          await slice.thread(id);
          await slice.messagesOf(id);
        }
        await included(slice, args.include);
      },
      ({ memory }) => memory.listMessages(args),
    );
  }

  override listMessagesByResourceId(
    args: Args<"listMessagesByResourceId">,
  ): Answer<"listMessagesByResourceId"> {
    return this.#read(
      async (slice) => {
        await slice.messagesOfResource(args.resourceId);
        await included(slice, args.include);
      },
      ({ memory }) => memory.listMessagesByResourceId(args),
    );
  }

  override listMessagesById(args: Args<"listMessagesById">): Answer<"listMessagesById"> {
    return this.#read(
      (slice) => slice.messages(args.messageIds),
      ({ memory }) => memory.listMessagesById(args),
    );
  }

  override saveMessages(args: Args<"saveMessages">): Answer<"saveMessages"> {
    const threadIds = new Set(args.messages.flatMap(({ threadId }) => threadId ?? []));
    return this.#change(
      async (slice) => {
        for (const id of threadIds) await slice.thread(id);
        await slice.messagesHere(args.messages.map(({ id }) => id));
      },
      ({ memory }) => memory.saveMessages(args),
    );
  }

  override updateMessages(args: Args<"updateMessages">): Answer<"updateMessages"> {
    return this.#change(
      async (slice) => {
        for (const { threadId } of args.messages) if (threadId) await slice.thread(threadId);
        await slice.messages(args.messages.map(({ id }) => id));
        for (const { id } of args.messages) await slice.threadOfMessage(id);
      },
      ({ memory }) => memory.updateMessages(args as Parameters<typeof memory.updateMessages>[0]),
    );
  }

  override deleteMessages(messageIds: string[]): Promise<void> {
    return this.#change(
      async (slice) => {
        await slice.messages(messageIds);
        for (const id of messageIds) await slice.threadOfMessage(id);
      },
      ({ memory }) => memory.deleteMessages(messageIds),
    );
  }

  override getResourceById(args: Args<"getResourceById">): Answer<"getResourceById"> {
    return this.#read(
      (slice) => slice.resource(args.resourceId),
      ({ memory }) => memory.getResourceById(args),
    );
  }

  override saveResource(args: Args<"saveResource">): Answer<"saveResource"> {
    return this.#change(
      (slice) => slice.resource(args.resource.id),
      ({ memory }) => memory.saveResource(args),
    );
  }

  override updateResource(args: Args<"updateResource">): Answer<"updateResource"> {
    return this.#change(
      (slice) => slice.resource(args.resourceId),
      ({ memory }) => memory.updateResource(args),
    );
  }

  /** Deletes the threads with their messages, and working memory. What else is known of people stays. */
  override dangerouslyClearAll(): Promise<void> {
    return this.#change(
      (slice) => slice.threads(undefined),
      async ({ memory }) => {
        await memory.dangerouslyClearAll();
      },
    ).then(() => this.#records.clear());
  }

  async #read<Result>(
    load: (slice: Slice) => Promise<void>,
    work: (slice: Slice) => Promise<Result>,
  ): Promise<Result> {
    const slice = new Slice(this.#records, this.#messages);
    await load(slice);
    return work(slice);
  }

  #change<Result>(
    load: (slice: Slice) => Promise<void>,
    work: (slice: Slice) => Promise<Result>,
  ): Promise<Result> {
    const changing = this.#changed
      .catch(() => undefined)
      .then(() =>
        this.#read(load, async (slice) => {
          const result = await work(slice);
          await slice.save();
          return result;
        }),
      );
    this.#changed = changing;
    return changing;
  }
}

/** Loads the threads of messages that a list also includes. */
async function included(slice: Slice, include: readonly { id: string }[] = []): Promise<void> {
  const ids = include.map(({ id }) => id);
  if (ids.length === 0) return;
  await slice.messages(ids);
  for (const thread of new Set(ids.flatMap((id) => slice.threadOf(id) ?? []))) {
    await slice.thread(thread);
    await slice.messagesOf(thread);
  }
}
