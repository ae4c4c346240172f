import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { postMcp, toolCall } from "../../../test/support/transports/mcp.ts";
import { type JsonReaderLimits, jsonReader } from "./json-reader.ts";

// So small that nearly every text is taken out.
const tight: JsonReaderLimits = { textBytesMax: 2, restBytesMax: 1024 * 1024 };

/** Reads bytes that arrive in pieces of these lengths, in turns. */
function read(bytes: Buffer, lengths: readonly number[], limits = tight): unknown {
  const reader = jsonReader(limits);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const next = at + (lengths[i % lengths.length] as number);
    reader.write(bytes.subarray(at, next));
    at = next;
  }
  return reader.end();
}

const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const values = fc.jsonValue({ stringUnit: "binary" });
const named = fc.dictionary(fc.constantFrom("a", "b", "__proto__"), fc.string({ unit: "binary" }));
const escaped = (json: string) =>
  json.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

test("JSON is read as JSON.parse reads it, however its bytes arrive", () => {
  const json = fc.oneof(fc.array(values), named, fc.array(fc.string({ unit: "binary" })));
  fc.assert(
    fc.property(json, lengths, fc.boolean(), (value, pieces, isAscii) => {
      const text = isAscii ? escaped(JSON.stringify(value)) : JSON.stringify(value);
      const known = Buffer.from(text).toString(); // lone surrogates are no UTF-8
      const limits = { ...tight, textBytesMax: hasLongNames(JSON.parse(known)) ? 1e6 : 2 };
      expect(read(Buffer.from(text), pieces, limits)).toEqual(JSON.parse(known));
    }),
    { numRuns: 1000 },
  );
});

function hasLongNames(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(hasLongNames);
  return Object.entries(value).some(
    ([name, field]) => Buffer.from(JSON.stringify(name)).length > 4 || hasLongNames(field),
  );
}

test("texts with parts of escapes at the ends of pieces are read whole", () => {
  const text = JSON.stringify(['\\\\"\\u00e4\\', "\ud83d\ude00 ä\n\t\u2028", "\\".repeat(9)]);
  for (const bytes of [Buffer.from(text), Buffer.from(escaped(text))])
    for (let length = 1; length < 12; length++) expect(read(bytes, [length])).toEqual(JSON.parse(text));
});

test.each([
  ["a text without an end", '["abcdef'],
  ["an escape without an end", '["abcdef\\"]'],
  ["an unknown escape", '["abcdef\\x41"]'],
  ["a line break in a text", '["abc\ndef"]'],
  ["half a character", Buffer.from([0x5b, 0x22, 0x61, 0x62, 0x63, 0xc3, 0x22, 0x5d])],
  ["no JSON at all", "abcdef"],
  ["nothing", ""],
  ["a long name of a field", '{"abcdef":1}'],
])("%s is bad input", (_, text) => {
  for (const length of [1, 3, 100])
    expect(() => read(Buffer.from(text), [length])).toThrow(
      expect.objectContaining({ code: "BAD_USER_INPUT" }),
    );
});

test("a text cannot pretend to be one that was taken out", () => {
  const texts = ["abcdef", "0", "1", "ghijkl"];
  expect(read(Buffer.from(JSON.stringify(texts)), [7])).toEqual(texts);
});

test("what is not long texts is bounded as it arrives", () => {
  const limits = { textBytesMax: 100, restBytesMax: 1000 };
  const reader = jsonReader(limits);
  reader.write(Buffer.from(`["${"a".repeat(5000)}"`));
  expect(() => reader.write(Buffer.from(`,[${"1,".repeat(600)}`))).toThrow(
    expect.objectContaining({ code: "PAYLOAD_TOO_LARGE" }),
  );
});

test("no step of reading a call with 20 MB in base64 parses more than a slice of it", async () => {
  const { app } = await testApp();
  const { organizationId, libraryId, apiKey } = await newAgent(app);
  const source = { kind: "base64", filename: "a.png", data: "QUFB".repeat(5 * 1024 * 1024) };
  const parse = vi.spyOn(JSON, "parse");
  const call = toolCall("upload_assets", { organizationId, libraryId, sources: [source, source].slice(1) });
  const { result } = (await postMcp(app, call, { apiKey })).body;
  expect(result.content[0].text).toContain("File type not supported");
  const longest = Math.max(...parse.mock.calls.map(([text]) => text.length));
  parse.mockRestore();
  expect(longest).toBeLessThan(128 * 1024);
});

test("a call with many small values is refused by its size", async () => {
  const { app } = await testApp();
  const { apiKey } = await newAgent(app);
  const call = toolCall("list_libraries", { many: Array.from({ length: 600_000 }, () => 1) });
  const { status, body } = await postMcp(app, call, { apiKey });
  expect([status, body.error.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
});
