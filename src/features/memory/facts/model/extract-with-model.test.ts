import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { extractFactsWithModel, ModelFailed } from "./extract-with-model.ts";

const said = {
  userMessage: "I moved to Lisbon and I fly to Oslo on Friday.",
  agentResponse: "Nice!",
  timestamp: new Date("2024-05-08T12:00:00Z"),
};
const home = {
  subject: "user",
  attribute: "home",
  value: "Lisbon",
  text: "User lives in Lisbon.",
  confidence: 0.8,
  holds: true,
  until: null,
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe("facts by a chat model", () => {
  it("are requested in the OpenAI format, and have the same shape as the facts of the rules", async () => {
    let asked: {
      path?: string | undefined;
      key?: string | undefined;
      body?: { model: string; messages: { role: string; content: string }[] };
    } = {};
    const url = await answering(async (request, response) => {
      asked = {
        path: request.url,
        key: request.headers.authorization,
        body: JSON.parse(await bodyOf(request)),
      };
      complete(response, JSON.stringify({ facts: [home] }));
    });
    expect(
      await extractFactsWithModel(said, { url: `${url}/`, model: "small", key: "secret" }, fetch),
    ).toEqual([
      {
        subject: "user",
        attribute: "home",
        value: "Lisbon",
        text: "User lives in Lisbon.",
        confidence: 0.8,
        validFrom: said.timestamp,
        validTo: null,
        kind: "single",
      },
    ]);
    expect(asked).toMatchObject({
      path: "/v1/chat/completions",
      key: "Bearer secret",
      body: { model: "small" },
    });
    expect(JSON.parse(asked.body?.messages[1]?.content ?? "")).toEqual({
      said_at: "2024-05-08T12:00:00.000Z",
      user_message: said.userMessage,
      agent_response: "Nice!",
    });
  });

  it.each([
    ["in a code fence", `Here you are:\n\`\`\`json\n${JSON.stringify({ facts: [home] })}\n\`\`\``],
    ["after thinking aloud", `<think>{maybe}</think>${JSON.stringify({ facts: [home] })}`],
    ["between sentences", `Sure! ${JSON.stringify({ facts: [home] })} Anything else?`],
  ])("are read %s", async (_, content) => {
    expect(await factsIn(content)).toMatchObject([{ attribute: "home", value: "Lisbon" }]);
  });
});

describe("facts in a chat model's answer", () => {
  it("are kept if valid, and left out if not", async () => {
    const facts = [
      { ...home, attribute: "secret_desire" },
      { ...home, value: "" },
      { ...home, confidence: 7 },
      "Lisbon",
      { ...home, attribute: "relation" },
      home,
    ];
    expect(await factsIn(JSON.stringify({ facts }))).toHaveLength(1);
  });

  it("may end a value, and carry the end of a plan", async () => {
    const facts = [
      { ...home, value: "Berlin", holds: false },
      { ...home, attribute: "plan", value: "fly to Oslo on 2024-05-10", until: "2024-05-11" },
    ];
    expect(await factsIn(JSON.stringify({ facts }))).toMatchObject([
      { value: "Berlin", negated: true, validTo: said.timestamp },
      { attribute: "plan", kind: "many", validTo: new Date("2024-05-11") },
    ]);
  });

  it("are limited in number", async () => {
    const facts = Array.from({ length: 500 }, (_, i) => ({
      ...home,
      attribute: "likes",
      value: `thing ${i}`,
    }));
    expect((await factsIn(JSON.stringify({ facts }))).length).toBe(16);
  });

  it("use the named speaker as their subject", async () => {
    const url = await answering((_, response) => complete(response, JSON.stringify({ facts: [home] })));
    const facts = await extractFactsWithModel({ ...said, speaker: "Caroline" }, { url, model: "m" }, fetch);
    expect(facts).toMatchObject([{ subject: "Caroline" }]);
  });
});

describe("extraction with a chat model", () => {
  it.each([
    ["prose", "I found no facts, sorry.", "unreadable"],
    ["another shape", '{"items": []}', "unreadable"],
  ])("fails as unreadable on %s", async (_, content, reason) => {
    await expect(factsIn(content)).rejects.toMatchObject({ name: "ModelFailed", reason, retry: true });
  });

  it.each([
    [500, "busy", true],
    [429, "busy", true],
    [401, "refused", false],
    [404, "refused", false],
  ])("fails on status %i as %s", async (status, reason, retry) => {
    const url = await answering((_, response) => response.writeHead(status).end("no"));
    const failed = extractFactsWithModel(said, { url, model: "m" }, fetch);
    await expect(failed).rejects.toMatchObject({ reason, retry });
  });

  it("fails if the server takes too long, also in the middle of its answer", async () => {
    const url = await answering((_, response) => response.writeHead(200).write('{"choices'));
    const failed = extractFactsWithModel(said, { url, model: "m" }, fetch, 150);
    await expect(failed).rejects.toMatchObject({ reason: "timeout", retry: true });
  });

  it("fails if the server cannot be reached", async () => {
    const failed = extractFactsWithModel(said, { url: "http://127.0.0.1:9/v1", model: "m" }, fetch);
    await expect(failed).rejects.toBeInstanceOf(ModelFailed);
    await expect(failed).rejects.toMatchObject({ reason: "unreachable", retry: true });
  });

  it("fails on an answer that never ends", async () => {
    const url = await answering((_, response) => response.writeHead(200).end("x".repeat(1_000_000)));
    const failed = extractFactsWithModel(said, { url, model: "m" }, fetch);
    await expect(failed).rejects.toMatchObject({ reason: "unreadable" });
  });
});

async function factsIn(content: string) {
  const url = await answering((_, response) => complete(response, content));
  return extractFactsWithModel(said, { url, model: "m" }, fetch);
}

async function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<string> {
  const listening = createServer((request, response) => void answer(request, response));
  server = listening;
  await new Promise<void>((ready) => listening.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/v1`;
}

function complete(response: ServerResponse, content: string) {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(
    JSON.stringify({
      id: "1",
      object: "chat.completion",
      choices: [{ index: 0, message: { role: "assistant", content } }],
    }),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
