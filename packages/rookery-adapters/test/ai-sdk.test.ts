import { generateText, simulateReadableStream, streamText, wrapLanguageModel } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import { beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";
import { type MemoryOptions, rookeryMemory } from "../src/ai-sdk.ts";

const { app } = await testApp({ config: { allowHttp: true } });
let url = "";
beforeAll(async () => {
  url = await app.listen();
});

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};
const stopped = { unified: "stop", raw: "stop" } as const;

async function newChat(options: Partial<MemoryOptions> = {}) {
  const tenant = await newTenant(app);
  const model = new MockLanguageModelV4({
    doGenerate: async () => ({
      content: [{ type: "text", text: "Lovely!" }],
      finishReason: stopped,
      usage,
      warnings: [],
    }),
    doStream: async () => ({
      stream: simulateReadableStream({
        initialDelayInMs: null,
        chunkDelayInMs: null,
        chunks: [
          { type: "text-start" as const, id: "1" },
          { type: "text-delta" as const, id: "1", delta: "In " },
          { type: "text-delta" as const, id: "1", delta: "Lisbon." },
          { type: "text-end" as const, id: "1" },
          { type: "finish" as const, finishReason: stopped, usage },
        ],
      }),
    }),
  });
  const remembering = wrapLanguageModel({
    model,
    middleware: rookeryMemory({ url, apiKey: tenant.apiKey, person: "ada", ...options }),
  });
  const remembered = async () => {
    const { users } = (await tenant.call("GET", "/users?external_ref=ada")).body;
    if (users.length === 0) return [];
    const { interactions } = (await tenant.call("GET", `/memory/interactions?user_id=${users[0].user_id}`))
      .body;
    return interactions.map((one: { user_message: string; agent_response: string }) => [
      one.user_message,
      one.agent_response,
    ]);
  };
  return { ...tenant, model, remembering, remembered };
}

test("an exchange with a model is remembered, and known in the next conversation", async () => {
  const { model, remembering, remembered } = await newChat();
  await generateText({ model: remembering, instructions: "You are kind.", prompt: "I moved to Lisbon." });
  expect(model.doGenerateCalls[0]?.prompt.map(({ role }) => role)).toEqual(["system", "user"]);
  expect(await remembered()).toEqual([["I moved to Lisbon.", "Lovely!"]]);
  const { textStream } = streamText({
    model: remembering,
    instructions: "You are kind.",
    prompt: "Where do I live?",
  });
  let text = "";
  for await (const part of textStream) text += part;
  expect(text).toBe("In Lisbon.");
  const [instructions, known, said] = model.doStreamCalls[0]?.prompt ?? [];
  expect([instructions?.content, known?.role, said?.role]).toEqual(["You are kind.", "system", "user"]);
  expect(known?.content).toContain("User lives in Lisbon");
  expect(await remembered()).toEqual([
    ["Where do I live?", "In Lisbon."],
    ["I moved to Lisbon.", "Lovely!"],
  ]);
});

test("a step that calls tools is not remembered as an answer", async () => {
  const { model, remembering, remembered } = await newChat();
  model.doGenerate = async () => ({
    content: [{ type: "tool-call", toolCallId: "1", toolName: "look", input: "{}" }],
    finishReason: { unified: "tool-calls", raw: "tool_calls" },
    usage,
    warnings: [],
  });
  await generateText({ model: remembering, prompt: "What is the weather?" });
  expect(await remembered()).toEqual([]);
});

test("a memory that cannot be reached fails the call, or is told to onError and the chat goes on", async () => {
  const { remembering } = await newChat({ apiKey: "rk_live_wrong" });
  await expect(generateText({ model: remembering, prompt: "Hello", maxRetries: 0 })).rejects.toThrow(
    "Missing or invalid API key",
  );
  const errors: unknown[] = [];
  const { remembering: going } = await newChat({
    apiKey: "rk_live_wrong",
    onError: (error) => errors.push(error),
  });
  expect((await generateText({ model: going, prompt: "Hello" })).text).toBe("Lovely!");
  expect(errors).toHaveLength(2);
});
