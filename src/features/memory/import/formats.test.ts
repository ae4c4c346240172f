import { expect, test } from "vitest";
import { type ImportFormat, READERS } from "./formats.ts";

const at = "2025-01-01T00:00:00.000Z";
const exchanges = (format: ImportFormat, record: object) =>
  READERS[format](record).flatMap((line) =>
    "user_message" in line && "agent_response" in line ? [[line.user_message, line.agent_response]] : [],
  );

test("what Zep keeps of tools and the system is not taken for the assistant's words", () => {
  const said = [
    ["user", "Hello"],
    ["assistant", "Hi!"],
    ["system", "Be brief"],
    ["tool", "{}"],
  ];
  const messages = said.map(([role, content], i) => ({ uuid: `${i}`, role, content, created_at: at }));
  expect(exchanges("zep", { thread_id: "t", messages })).toEqual([["Hello", "Hi!"]]);
});

test("an edge that Zep has replaced ends", () => {
  const edge = { uuid: "e", fact: "Ada lives in Lisbon", created_at: at, expired_at: "2025-05-01T00:00:00Z" };
  expect(READERS.zep(edge)).toMatchObject([{ valid_from: at, valid_to: "2025-05-01T00:00:00.000Z" }]);
});

test("agents of Letta that speak in JSON and by send_message are read, without heartbeats", () => {
  const messages = [
    {
      role: "user",
      content: [{ type: "text", text: '{"type":"user_message","message":"I live in Lisbon."}' }],
    },
    { role: "user", content: '{"type":"heartbeat","reason":"timer"}' },
    {
      role: "assistant",
      content: [],
      tool_calls: [
        { function: { name: "archival_memory_insert", arguments: "{}" } },
        { function: { name: "send_message", arguments: '{"message":"Lovely!"}' } },
      ],
    },
    { role: "user", content: '{"a": 1} is JSON' },
  ].map((message, i) => ({ id: `m${i}`, created_at: at, ...message }));
  expect(exchanges("letta", { agents: [{ id: "a", messages }] })).toEqual([
    ["I live in Lisbon.", "Lovely!"],
    ['{"a": 1} is JSON', ""],
  ]);
});

test("of ChatGPT, spoken words are read; calls of tools and what is hidden are not", () => {
  const messages: [string, unknown[], object?][] = [
    [
      "user",
      [{ content_type: "audio_transcription", text: "Draw a cat" }, { content_type: "audio_asset_pointer" }],
    ],
    ["user", ["Profile: likes cats"], { metadata: { is_visually_hidden_from_conversation: true } }],
    ["assistant", ['{"prompt":"a cat"}'], { recipient: "dalle.text2im" }],
    ["assistant", ["Here it is."], { recipient: "all" }],
  ];
  const nodes = messages.map(([role, parts, more], i) => ({
    id: `${i}`,
    parent: i === 0 ? null : `${i - 1}`,
    message: { id: `m${i}`, author: { role }, content: { parts }, ...more },
  }));
  const mapping = Object.fromEntries(nodes.map((node) => [node.id, node]));
  expect(exchanges("chatgpt", { id: "c", current_node: "3", mapping })).toEqual([
    ["Draw a cat", "Here it is."],
  ]);
});
