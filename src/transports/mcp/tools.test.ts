import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { newAgent, send } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { newKey, newOrganization } from "../../../test/support/operator.ts";
import { postMcp, rpc, toolCall } from "../../../test/support/transports/mcp.ts";
import { newestVersion } from "../versions/versions.ts";
import { mcpToolsDocument } from "./document.ts";

const { app, services } = await testApp();
const agent = await newAgent(app);
const { organizationId, libraryId, apiKey } = agent;
const here = { organizationId, libraryId };
const call = async (name: string, args: object = {}, key = apiKey) =>
  (await postMcp(app, toolCall(name, args), { apiKey: key })).body;
const result = async (name: string, args: object = {}, key = apiKey) => (await call(name, args, key)).result;
const failureOf = (answer: { content: { text: string }[] }) =>
  JSON.parse(answer.content[0]?.text ?? "").error;

const { data } = await agent.upload({ "one.png": await picture(), "two.png": await picture("red") });
const [one, two] = data.assets.map(({ id }: { id: string }) => id) as [string, string];
const shown = (await postMcp(app, rpc("tools/list"), { apiKey })).body.result.tools as {
  name: string;
  title: string;
  description: string;
  inputSchema: { type: string };
  annotations: Record<string, unknown>;
}[];

test("the tools are those of the public contract and Rookery's additions", () => {
  expect(shown.map(({ name }) => name).sort()).toEqual(
    [
      "whoami create_organization create_library rename_library list_libraries list_assets get_asset search_assets list_tags",
      "upload_asset upload_assets delete_assets tag_assets untag_assets update_asset_description transfer_assets",
      "create_upload replace_asset_file promote_variant create_download get_asset_link edit_asset create_share_link restore_assets get_usage",
    ]
      .join(" ")
      .split(" ")
      .sort(),
  );
});

test("every tool has a description, annotations and a valid JSON Schema of an object", () => {
  const ajv = addFormats.default(new Ajv2020({ strict: false }));
  for (const { name, title, description, inputSchema, annotations } of shown) {
    expect(title, name).toMatch(/^[A-Z]/);
    expect(description.length, name).toBeGreaterThan(30);
    expect(annotations, name).toMatchObject({
      readOnlyHint: expect.any(Boolean),
      openWorldHint: expect.any(Boolean),
      ...(!annotations.readOnlyHint && {
        destructiveHint: expect.any(Boolean),
        idempotentHint: expect.any(Boolean),
      }),
    });
    expect(inputSchema.type, name).toBe("object");
    ajv.compile(inputSchema);
  }
});

test("the list of all tools has at most 5,000 tokens of four characters", () => {
  const { tools } = mcpToolsDocument(services.operations) as { tools: object[] };
  expect(tools.length).toBeGreaterThan(shown.length);
  expect(JSON.stringify(tools).length / 4).toBeLessThan(5_000);
});

test("a result is the data of the REST answer, as text and structured, with lists under `result`", async () => {
  const newest = { "api-version": newestVersion.date };
  const get = (path: string) => agent.request("GET", path, undefined, newest);
  const rest = await get(`${agent.library}/assets/${one}`);
  const got = await result("get_asset", { ...here, assetId: one });
  expect(got).toEqual({
    content: [{ type: "text", text: JSON.stringify(rest.data) }],
    structuredContent: rest.data,
  });
  const restList = await get(`${agent.library}/assets?pageSize=2`);
  const list = await result("list_assets", { ...here, pageSize: 2 });
  expect(JSON.parse(list.content[0].text)).toEqual(restList.data);
  expect(list.structuredContent).toEqual({ result: restList.data });
});

test("a failure is a result with the code, message and status of REST", async () => {
  const rest = await agent.get(`${agent.library}/assets/AAAAAAAAAAA`);
  const refused = await result("get_asset", { ...here, assetId: "AAAAAAAAAAA" });
  expect(refused.isError).toBe(true);
  expect(refused.structuredContent).toBeUndefined();
  expect(failureOf(refused)).toEqual({ ...rest.error, status: rest.status });
});

test.each([
  ["an unknown organization", { organizationId: "nowhere", libraryId }, "ORGANIZATION_NOT_FOUND", 404],
  ["an unknown library", { organizationId, libraryId: "nowhere" }, "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY", 404],
])("%s is refused as over REST", async (_, where, code, status) => {
  expect(failureOf(await result("list_assets", where))).toMatchObject({ code, status });
});

test("another organization's library gives the same error as one that does not exist", async () => {
  const other = await newAgent(app, "theirs");
  const theirs = await result("list_tags", { organizationId, libraryId: other.libraryId });
  expect(theirs).toEqual(await result("list_tags", { organizationId, libraryId: "nowhere" }));
  const foreign = await result("list_tags", {
    organizationId: other.organizationId,
    libraryId: other.libraryId,
  });
  expect(failureOf(foreign).code).toBe("INVALID_API_KEY");
});

test("an internal error gives a request id and nothing else", async () => {
  const failing = await testApp();
  const { organizationId, libraryId, apiKey } = await newAgent(failing.app);
  await failing.database.execute(sql`drop table assets cascade`);
  const { body } = await postMcp(failing.app, toolCall("list_assets", { organizationId, libraryId }), {
    apiKey,
  });
  expect(failureOf(body.result)).toEqual({
    code: "INTERNAL_SERVER_ERROR",
    message: expect.stringMatching(
      /^Something went wrong on our side\. Please report it with request id req_\S+\.$/,
    ),
    status: 500,
  });
});

test("arguments are parsed once: only the first star of a tag is dropped, as in REST", async () => {
  await result("tag_assets", { ...here, assetIds: [one], tags: ["**bold"] });
  await send(app, apiKey, "POST", `${agent.library}/assets/tag`, { assetIds: [two], tags: ["**bold"] });
  expect((await result("list_tags", here)).structuredContent.result).toEqual([
    { id: "*bold", count: 2, type: "user" },
  ]);
});

test("a read-only key sees no tools that write, and is refused if it calls one", async () => {
  const organization = await newOrganization(services, ["barcelona"]);
  const { apiKey: reading } = await newKey(services, organization, { barcelona: "read" });
  const { tools } = (await postMcp(app, rpc("tools/list"), { apiKey: reading })).body.result;
  const writing = tools.filter((tool: (typeof shown)[number]) => !tool.annotations.readOnlyHint);
  expect(writing.map(({ name }: { name: string }) => name)).toEqual(["create_organization"]);
  const where = { organizationId: organization, libraryId: "barcelona" };
  const refused = await result("rename_library", { ...where, name: "Mine" }, reading);
  expect(failureOf(refused).code).toBe("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY");
  const source = { kind: "url", url: "http://127.0.0.1/" };
  expect(failureOf(await result("upload_asset", { ...where, source }, reading)).status).toBe(404);
});

test("a very long list is cut, and says how to get the rest", async () => {
  const description = "x".repeat(9_000);
  for (const assetId of [one, two])
    await result("update_asset_description", { ...here, assetId, description });
  const third = (await agent.upload({ "three.png": await picture("blue") })).data.assets[0].id;
  await result("update_asset_description", { ...here, assetId: third, description });
  const cut = await result("list_assets", here);
  expect(cut.structuredContent.result.map(({ id }: { id: string }) => id)).toEqual([third, two]);
  expect(JSON.parse(cut.content[0].text)).toEqual(cut.structuredContent.result);
  expect(cut.content[1].text).toBe(
    "Only the first 2 of these 3 are shown. Use pageSize 2 and more pages, or filter by tags or words.",
  );
  const rest = await result("list_assets", { ...here, page: 2, pageSize: 2 });
  expect(rest.structuredContent.result.map(({ id }: { id: string }) => id)).toEqual([one]);
  const hits = await result("search_assets", { organizationId, q: "" });
  expect(hits.structuredContent).toMatchObject({ found: 3, hits: [{}, {}] });
});
