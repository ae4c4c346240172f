import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { callMemory, newTenant } from "../../../../test/support/tenant.ts";

const { app } = await testApp();

/** Calls a tool over MCP. */
async function tool(apiKey: string, name: string, args: object) {
  const response = await app.inject({
    method: "POST",
    url: "/mcp",
    headers: {
      authorization: `Bearer ${apiKey}`,
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
    },
    payload: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name, arguments: args },
    }),
  });
  return messageIn(response.payload).result;
}
const messageIn = (payload: string) =>
  JSON.parse(payload.startsWith("{") ? payload : (/^data: (.*)$/m.exec(payload)?.[1] ?? "{}"));

async function toolsOf(apiKey: string): Promise<string[]> {
  const response = await app.inject({
    method: "POST",
    url: "/mcp",
    headers: {
      authorization: `Bearer ${apiKey}`,
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
    },
    payload: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
  });
  return messageIn(response.payload).result.tools.map(({ name }: { name: string }) => name);
}

test("an agent remembers and recalls in one call each, by its own id of the person", async () => {
  const { apiKey } = await newTenant(app);
  const first = await tool(apiKey, "memory_remember", {
    external_ref: "ada",
    user_message: "I live in Lisbon.",
    agent_response: "Lovely!",
  });
  expect(first.structuredContent).toMatchObject({ success: true, buffer_size: 1 });
  await tool(apiKey, "memory_remember", {
    external_ref: "ada",
    user_message: "My violin is red",
    conversation: "music",
  });
  const { structuredContent: recalled } = await tool(apiKey, "memory_recall", {
    external_ref: "ada",
    query: "Which colour is the violin?",
  });
  expect(recalled.memories[0].user_message).toBe("My violin is red");
  expect(recalled.context).toContain("Lisbon");
  const { structuredContent: known } = await tool(apiKey, "memory_facts", { external_ref: "ada" });
  expect(known.facts.map(({ value }: { value: string }) => value)).toContain("Lisbon");
});

test("simultaneous first exchanges create one person and one conversation", async () => {
  const { apiKey, call } = await newTenant(app);
  await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      tool(apiKey, "memory_remember", { external_ref: "bob", user_message: `Number ${i}` }),
    ),
  );
  const { users, total } = (await call("GET", "/users?external_ref=bob")).body;
  expect(total).toBe(1);
  expect((await call("GET", `/conversations?user_id=${users[0].user_id}`)).body).toMatchObject({
    total: 1,
    conversations: [{ message_count: 8 }],
  });
});

test("recall and facts of an unknown person are empty", async () => {
  const { apiKey } = await newTenant(app);
  const { structuredContent } = await tool(apiKey, "memory_recall", {
    external_ref: "nobody",
    query: "anything",
  });
  expect(structuredContent).toMatchObject({ memories: [], facts: [], context: "" });
});

test("forget removes one exchange, one fact, or everything", async () => {
  const { apiKey } = await newTenant(app);
  const remember = (user_message: string) =>
    tool(apiKey, "memory_remember", { external_ref: "eve", user_message });
  const { interaction_id } = (await remember("The harbour is foggy")).structuredContent;
  await remember("I live in Porto.");
  const forget = (what: string, id?: string) =>
    tool(apiKey, "memory_forget", { external_ref: "eve", what, ...(id !== undefined && { id }) });
  expect((await forget("interaction", interaction_id)).structuredContent).toEqual({
    success: true,
    forgotten: interaction_id,
  });
  const [fact] = (await tool(apiKey, "memory_facts", { external_ref: "eve" })).structuredContent.facts;
  await forget("fact", fact.fact_id);
  expect((await tool(apiKey, "memory_facts", { external_ref: "eve" })).structuredContent.facts).toEqual([]);
  await forget("everything");
  expect((await forget("everything")).isError).toBe(true);
});

test("a key sees only the memory tools that its scopes allow", async () => {
  const tenant = await newTenant(app);
  const { api_key } = (await tenant.call("POST", "/api-keys", { name: "reader", scopes: ["memory:read"] }))
    .body;
  const names = await toolsOf(api_key);
  expect(names).toEqual(expect.arrayContaining(["memory_recall", "memory_facts"]));
  expect(names).not.toContain("memory_remember");
  expect((await tool(api_key, "memory_remember", { external_ref: "x", user_message: "y" })).isError).toBe(
    true,
  );
  expect((await callMemory(app, api_key, "GET", "/users")).status).toBe(403);
});

test("forgetting a whole person needs the scope users:write", async () => {
  const tenant = await newTenant(app);
  const { api_key } = (await tenant.call("POST", "/api-keys", { name: "writer", scopes: ["memory:write"] }))
    .body;
  await tool(api_key, "memory_remember", { external_ref: "zoe", user_message: "Hello" });
  const answer = await tool(api_key, "memory_forget", { external_ref: "zoe", what: "everything" });
  expect(JSON.parse(answer.content[0].text).error).toMatchObject({ code: "FORBIDDEN", status: 403 });
  expect((await tenant.call("GET", "/users?external_ref=zoe")).body.total).toBe(1);
});

test("a tenant with a limit of 1 call a minute can remember one exchange, then gets an error", async () => {
  const { apiKey } = await newTenant(app, { rate_limit_per_minute: 1 });
  const remember = () =>
    tool(apiKey, "memory_remember", { external_ref: "anna", user_message: "I live in Oslo." });
  expect(await remember()).toMatchObject({ structuredContent: { success: true } });
  const refused = await remember();
  expect(refused).toMatchObject({ isError: true });
  expect(JSON.stringify(refused)).toContain("RATE_LIMITED");
});

test("the tenant's limit counts the calls of all its keys together", async () => {
  const { apiKey } = await newTenant(app, { rate_limit_per_minute: 2 });
  const answer = await callMemory(app, apiKey, "POST", "/api-keys", {
    name: "Other",
    scopes: ["memory:write"],
  });
  const other = String((answer.body as { api_key: string }).api_key);
  const remember = (key: string) =>
    tool(key, "memory_remember", { external_ref: "anna", user_message: "I live in Oslo." });
  expect(await remember(other)).toMatchObject({ structuredContent: { success: true } });
  expect(await remember(apiKey)).toMatchObject({ isError: true });
});
