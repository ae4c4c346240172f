import { Agent } from "@mastra/core/agent";
import type { MastraDBMessage } from "@mastra/core/agent/message-list";
import { InMemoryStore, type MastraCompositeStore, type MemoryStorage } from "@mastra/core/storage";
import { Memory } from "@mastra/memory";
import { beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";
import { rookeryStorage } from "../src/mastra-storage/storage.ts";
import { lovelyModel } from "./lovely-model.ts";

process.env.MASTRA_TELEMETRY_DISABLED = "1";
const { app } = await testApp({ config: { allowHttp: true } });
let url = "";
beforeAll(async () => {
  url = await app.listen();
});
const newStore = async () => {
  const tenant = await newTenant(app);
  const open = () => rookeryStorage({ url, apiKey: tenant.apiKey });
  return { ...tenant, open, storage: open() };
};
const memoryOf = async (store: MastraCompositeStore) => (await store.getStore("memory")) as MemoryStorage;

const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 12, minute));
const message = (
  id: string,
  role: "user" | "assistant",
  text: string,
  more: Partial<MastraDBMessage> = {},
): MastraDBMessage => ({
  id,
  role,
  createdAt: at(Number(id.slice(1))),
  threadId: "trip",
  resourceId: "ada",
  content: { format: 2, parts: [{ type: "text", text }] },
  ...more,
});
const thread = (id: string, resourceId: string, title: string, minute: number) => ({
  id,
  resourceId,
  title,
  createdAt: at(minute),
  updatedAt: at(minute),
  metadata: { topic: title.toLowerCase() },
});

/** The answer of a tool, longer than the metadata of an exchange. */
const tool = {
  format: 2 as const,
  parts: [
    {
      type: "tool-invocation" as const,
      toolInvocation: {
        state: "result" as const,
        toolCallId: "c1",
        toolName: "weather",
        args: { city: "Lisbon" },
        result: { sunny: true, log: "x".repeat(40_000) },
      },
    },
    { type: "text" as const, text: "Sunny." },
  ],
};

/** Whether a time is that of the walk, and not of a message or a thread. */
const isNow = (key: string, value: unknown) =>
  /^(?:updated|cloned)At$/.test(key) || (key === "createdAt" && !String(value).startsWith("2026-10-01"));

/** What a program sees of a storage, the same for Mastra's own and for this one. */
async function walk(memory: MemoryStorage): Promise<unknown[]> {
  const seen: unknown[] = [];
  const see = (value: unknown) =>
    seen.push(JSON.parse(JSON.stringify(value ?? null), (key, one) => (isNow(key, one) ? "now" : one)));
  see(await memory.getThreadById({ threadId: "trip" }));
  await memory.saveThread({ thread: thread("trip", "ada", "Lisbon", 0) });
  await memory.saveThread({ thread: thread("work", "ada", "Taxes", 1) });
  await memory.saveThread({ thread: thread("pets", "bob", "Cats", 2) });
  await memory.saveMessages({
    messages: [
      message("m1", "user", "I moved to Lisbon."),
      message("m2", "assistant", "Lovely!"),
      message("m3", "user", "How is the weather?"),
      message("m4", "assistant", "", { content: tool }),
      message("m5", "user", "My taxes are due.", { threadId: "work" }),
      message("m6", "user", "My cat is called Tom.", { threadId: "pets", resourceId: "bob" }),
    ],
  });
  see(await memory.getThreadById({ threadId: "trip" }));
  see(await memory.getThreadById({ threadId: "trip", resourceId: "bob" }));
  see(await memory.listMessages({ threadId: "trip" }));
  see(
    await memory.listMessages({
      threadId: "trip",
      perPage: 2,
      orderBy: { field: "createdAt", direction: "DESC" },
    }),
  );
  see(await memory.listMessages({ threadId: "trip", filter: { dateRange: { start: at(2), end: at(3) } } }));
  see(
    await memory.listMessages({
      threadId: "work",
      resourceId: "ada",
      perPage: 0,
      include: [{ id: "m2", withPreviousMessages: 1 }],
    }),
  );
  see(await memory.listMessagesByResourceId({ resourceId: "ada" }));
  see(await memory.listMessagesById({ messageIds: ["m6", "m1", "unknown"] }));
  see(await memory.saveMessages({ messages: [message("m1", "user", "I moved to Porto.")] }));
  see(
    await memory.updateMessages({
      messages: [{ id: "m2", content: { metadata: { liked: true } } as never }],
    }),
  );
  see(await memory.updateThread({ id: "trip", metadata: { open: true } }));
  see(await memory.listThreads({ filter: { resourceId: "ada" }, perPage: 1 }));
  see(await memory.listThreads({ filter: { metadata: { topic: "cats" } } }));
  await memory.deleteMessages(["m3"]);
  see(await memory.listMessages({ threadId: "trip", perPage: false }));
  see(await memory.updateThreadResourceId({ threadId: "work", resourceId: "bob" }));
  see(await memory.listMessagesByResourceId({ resourceId: "bob" }));
  await walkOn(memory, see);
  return seen;
}

async function walkOn(memory: MemoryStorage, see: (value: unknown) => void): Promise<void> {
  const copied = await memory.copyThread({ sourceThreadId: "trip", newThreadId: "copy" });
  see([copied.thread.title, Object.keys(copied.messageIdMap ?? {})]);
  see((await memory.listMessages({ threadId: "copy" })).messages.map(({ role, content }) => [role, content]));
  await memory.deleteThread({ threadId: "trip" });
  see([
    await memory.getThreadById({ threadId: "trip" }),
    await memory.listMessages({ threadId: "trip" }),
    (await memory.listThreads({})).threads.map(({ id }) => id).toSorted(),
  ]);
  see(await memory.getResourceById({ resourceId: "ada" }));
  see(await memory.updateResource({ resourceId: "ada", workingMemory: "# Ada", metadata: { vip: true } }));
  see(await memory.updateResource({ resourceId: "ada", workingMemory: "# Ada, Lisbon" }));
  see((await memory.getResourceById({ resourceId: "ada" }))?.workingMemory);
}

test("threads, messages and resources are those of Mastra's own storage", async () => {
  const { storage } = await newStore();
  const own = await walk(await memoryOf(new InMemoryStore()));
  const kept = await walk(await memoryOf(storage));
  for (const [i, expected] of own.entries()) expect([i, kept[i]]).toEqual([i, expected]);
});

test("an agent with Mastra's memory remembers a thread after a restart, and so do recall and facts", async () => {
  const { open, call } = await newStore();
  const { model, prompts } = lovelyModel();
  const ask = async (said: string) => {
    const memory = new Memory({
      storage: open(),
      options: { lastMessages: 10, workingMemory: { enabled: true, scope: "resource" } },
    });
    const agent = new Agent({ id: "a", name: "A", instructions: "Be kind.", model, memory });
    return agent.generate(said, { memory: { thread: "trip", resource: "crm-7" } });
  };
  expect((await ask("I moved to Lisbon.")).text).toBe("Lovely!");
  await ask("Where do I live?");
  expect(prompts[1]).toContain("I moved to Lisbon.");
  const { context } = (
    await call("POST", "/memory/recall", { external_ref: "crm-7", query: "Where do I live?" })
  ).body;
  expect(context).toContain("User lives in Lisbon");
});

test("clearing deletes threads, messages and working memory, and nothing else of a person", async () => {
  const { storage, call } = await newStore();
  const memory = await memoryOf(storage);
  await call("POST", "/memory/remember", { external_ref: "ada", user_message: "I have a piano." });
  await memory.saveThread({ thread: thread("trip", "ada", "Lisbon", 0) });
  await memory.saveMessages({ messages: [message("m1", "user", "I moved to Lisbon.")] });
  await memory.updateResource({ resourceId: "ada", workingMemory: "# Ada" });
  await memory.dangerouslyClearAll();
  expect((await memory.listThreads({})).threads).toEqual([]);
  expect(await memory.getResourceById({ resourceId: "ada" })).toBeNull();
  const { users } = (await call("GET", "/users")).body;
  const { interactions } = (await call("GET", `/memory/interactions?user_id=${users[0].user_id}`)).body;
  expect([users.length, interactions.map((one: { user_message: string }) => one.user_message)]).toEqual([
    1,
    ["I have a piano."],
  ]);
});

test.each(["person", "conversation"])(
  "threads of an erased %s are empty, and can be deleted",
  async (erased) => {
    const { storage, call } = await newStore();
    const memory = await memoryOf(storage);
    for (const id of ["trip", "work"]) await memory.saveThread({ thread: thread(id, "ada", "Lisbon", 0) });
    await memory.saveMessages({ messages: [message("m1", "user", "I moved to Lisbon.")] });
    const { users } = (await call("GET", "/users?external_ref=ada")).body;
    if (erased === "person") await call("DELETE", `/users/${users[0].user_id}`);
    else {
      const { conversations } = (await call("GET", `/conversations?user_id=${users[0].user_id}`)).body;
      for (const { conversation_id } of conversations)
        await call("DELETE", `/conversations/${conversation_id}`);
    }
    expect((await memory.listMessages({ threadId: "trip" })).messages).toEqual([]);
    expect((await memory.listMessagesById({ messageIds: ["m1"] })).messages).toEqual([]);
    await memory.deleteMessages(["m1"]);
    await memory.deleteThread({ threadId: "trip" });
    expect((await memory.listThreads({})).threads.map(({ id }) => id)).toEqual(["work"]);
    await memory.dangerouslyClearAll();
    expect((await memory.listThreads({})).threads).toEqual([]);
  },
);

test("a storage whose own user was erased starts anew", async () => {
  const { storage, call } = await newStore();
  const memory = await memoryOf(storage);
  await memory.updateResource({ resourceId: "ada", workingMemory: "# Ada" });
  expect((await memory.getResourceById({ resourceId: "ada" }))?.workingMemory).toBe("# Ada");
  const { users } = (await call("GET", "/users?external_ref=mastra:storage")).body;
  await call("DELETE", `/users/${users[0].user_id}`);
  expect(await memory.getResourceById({ resourceId: "ada" })).toBeNull();
  await memory.updateResource({ resourceId: "ada", workingMemory: "# Ada, Lisbon" });
  expect((await memory.getResourceById({ resourceId: "ada" }))?.workingMemory).toBe("# Ada, Lisbon");
});

test("a long message that becomes short leaves nothing of its long text", async () => {
  const { storage, call } = await newStore();
  const memory = await memoryOf(storage);
  await memory.saveThread({ thread: thread("trip", "ada", "Lisbon", 0) });
  await memory.saveMessages({ messages: [message("m1", "assistant", "", { content: tool })] });
  await memory.saveMessages({ messages: [message("m1", "assistant", "Sunny.")] });
  const { users } = (await call("GET", "/users?external_ref=mastra:storage")).body;
  const { interactions } = (await call("GET", `/memory/interactions?user_id=${users[0].user_id}`)).body;
  expect(interactions.map((one: { user_message: string }) => one.user_message)).toEqual(["thread"]);
});

test("a message of an unknown thread is refused, and what is too long to keep says so", async () => {
  const memory = await memoryOf((await newStore()).storage);
  const saving = memory.saveMessages({ messages: [message("m1", "user", "Hello")] });
  await expect(saving).rejects.toThrow("Thread trip not found");
  const long = memory.updateResource({ resourceId: "ada", workingMemory: "x".repeat(100_001) });
  await expect(long).rejects.toThrow("more than 100000 characters");
});
