import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { postMcp, toolCall } from "../../../test/support/transports/mcp.ts";

const { app } = await testApp();
const agent = await newAgent(app);
const { organizationId, libraryId, apiKey } = agent;
const here = { organizationId, libraryId };
const one = (await agent.upload({ "one.png": await picture() })).data.assets[0].id;
const call = async (name: string, args: object = {}) =>
  (await postMcp(app, toolCall(name, args), { apiKey })).body;
const result = async (name: string, args: object = {}) => (await call(name, args)).result;
const failureOf = (answer: { content: { text: string }[] }) =>
  JSON.parse(answer.content[0]?.text ?? "").error;

test.each([
  ["a missing argument", "list_assets", { organizationId }, "libraryId: is required."],
  ["an unknown argument", "list_assets", { ...here, order: "name" }, "Unknown field 'order'."],
  ["true for a number", "list_assets", { ...here, page: true }, "page: must be a number."],
  ["text for a list", "tag_assets", { ...here, assetIds: one, tags: ["a"] }, "assetIds: must be a list."],
  [
    "a reserved tag",
    "tag_assets",
    { ...here, assetIds: [one], tags: ["trash"] },
    "tags[0]: 'index' and 'trash' are reserved: choose another tag.",
  ],
  [
    "too many sources",
    "upload_assets",
    { ...here, sources: Array(21).fill({ kind: "url", url: "x" }) },
    "sources: must have at most 20 items.",
  ],
  ["no sources", "upload_assets", { ...here, sources: [] }, "sources: must have at least 1 item."],
  [
    "a source of another kind",
    "upload_asset",
    { ...here, source: { kind: "path", url: "/" } },
    "source.kind: must be 'url' or 'base64'.",
  ],
  [
    "a URL source without its URL",
    "upload_asset",
    { ...here, source: { kind: "url", filename: "a.png" } },
    "source.url: is required when kind is 'url'.",
  ],
  [
    "base64 without a name",
    "upload_asset",
    { ...here, source: { kind: "base64", data: "AAAA" } },
    "source.filename: is required when kind is 'base64'.",
  ],
  [
    "a source with fields of both kinds",
    "upload_asset",
    { ...here, source: { kind: "url", url: "http://a.example", data: "AAAA" } },
    "source.data: can't be used with kind 'url'. Leave it out, or change the kind.",
  ],
  [
    "no base64",
    "upload_asset",
    { ...here, source: { kind: "base64", filename: "a", data: "????" } },
    "source.data: must be base64, with its padding and without line breaks.",
  ],
])("%s is a tool error with a sentence that the model can act on", async (_, name, args, message) => {
  const refused = await result(name, args);
  expect(refused.isError).toBe(true);
  expect(failureOf(refused)).toEqual({ code: "BAD_USER_INPUT", message, status: 400 });
});

test("an unknown tool is a protocol error, -32602", async () => {
  expect((await call("invent")).error).toMatchObject({
    code: -32602,
    message: expect.stringContaining("Unknown tool 'invent'"),
  });
});

test("a null argument counts as omitted, because models in strict mode send every argument", async () => {
  const listed = await result("list_assets", { ...here, page: null, pageSize: 1, tags: null });
  expect(listed.structuredContent.result).toHaveLength(1);
});
