import { expect, test } from "vitest";
import { type Answer, multipart, newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { drawnPdf, picture } from "../../../test/support/files.ts";
import { jobsDone } from "../../../test/support/jobs.ts";
import type { Json } from "../../../test/support/json.ts";
import { ask } from "../../../test/support/transports/graphql.ts";
import { postMcp, toolCall } from "../../../test/support/transports/mcp.ts";
import { apiVersions } from "./versions.ts";

const [july, may] = apiVersions.map(({ date }) => date) as [string, string];
const { app } = await testApp({ config: { rateLimitPerMinute: 10_000 } });
const agent = await newAgent(app, "Barcelona");
const png = await picture("plum", 900);
const { id } = (await agent.upload({ "beach.png": png })).data.assets[0];
const view = (await agent.upload({ "crop.png": png }, { parentId: id })).data.assets[0];
await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: [id], tags: ["sea"] });
const assets = `${agent.library}/assets`;

const inVersion = (version: string, method: string, path: string, body?: unknown, headers = {}) =>
  agent.request(method, path, body, { "api-version": version, ...headers });

/** Every object in an answer that is an asset, and what is under it. */
function assetsIn(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(assetsIn);
  if (typeof value !== "object" || value === null) return [];
  const within = Object.values(value).flatMap(assetsIn);
  return "contentType" in value || "metadata" in value ? [value, ...within] : within;
}

/** Every operation that answers an asset, once. */
async function answers(version: string): Promise<Answer[]> {
  const { body, contentType } = multipart({ "again.png": png });
  const search = `/organizations/${agent.organizationId}/search/assets`;
  const url = new URL(
    (await inVersion(version, "POST", `${agent.library}/uploads`, { filename: "b.png" })).data.uploadUrl,
  );
  const file = { "content-type": "application/octet-stream" };
  return [
    await inVersion(version, "GET", assets),
    await inVersion(version, "GET", `${assets}/${id}`),
    await inVersion(version, "GET", `${assets}/${view.id}`),
    await inVersion(version, "GET", `${search}?q=beach`),
    await inVersion(version, "POST", assets, body, { "content-type": contentType }),
    await inVersion(version, "PUT", url.pathname, png, file),
    await inVersion(version, "PUT", `${assets}/${view.id}/file`, png, file),
    await inVersion(version, "DELETE", `${assets}/${id}/edits`),
  ];
}

test("2026-07-08: assets have variants and sizes, and nothing of the version before", async () => {
  for (const { status, data } of await answers(july)) {
    expect(status).toBe(200);
    const found = assetsIn(data);
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) {
      for (const field of ["views", "thumbUrl", "thumbHighUrl"]) expect(one).not.toHaveProperty(field);
      expect(one).toHaveProperty("sizes");
      expect(["main", "variant"]).toContain(one.type);
      if ("contentType" in one) expect(one).toHaveProperty("variants");
    }
  }
});

test("2026-05-20: assets are as they were, without any field of the version after", async () => {
  for (const { status, data } of await answers(may)) {
    expect(status).toBe(200);
    for (const one of assetsIn(data)) {
      for (const field of ["variants", "approval"]) expect(one).not.toHaveProperty(field);
      expect(["main", "view"]).toContain(one.type);
      expect(one).toHaveProperty("thumbUrl");
      if ("contentType" in one) expect(one).toHaveProperty("views");
      else expect(one).not.toHaveProperty("sizes");
    }
  }
});

test("both versions show the same files under an asset", async () => {
  const [old, now] = [
    await inVersion(may, "GET", `${assets}/${id}`),
    await inVersion(july, "GET", `${assets}/${id}`),
  ];
  expect(now.data.variants).toHaveLength(1);
  const [{ thumbUrl: _, ...viewed }] = old.data.views;
  expect(now.data.variants).toEqual([{ ...viewed, type: "variant", sizes: null }]);
  expect(now.data.thumbUrlBlurred).toBe(old.data.thumbUrlBlurred);
});

test("appUrl is the asset's page, with a file under it selected, in both versions", async () => {
  const page = `http://localhost:3000/app/${agent.organizationId}/${agent.libraryId}/${id}`;
  for (const version of [may, july]) {
    const appUrl = async (of: string) => (await inVersion(version, "GET", `${assets}/${of}`)).data.appUrl;
    expect(await appUrl(id)).toBe(page);
    expect(await appUrl(view.id)).toBe(`${page}?file=${view.id}`);
  }
});

test("GET /me names the libraries, and since 2026-07-08 what the key may do in each", async () => {
  expect((await inVersion(may, "GET", "/me")).data.libraries).toEqual([agent.libraryId]);
  const { data } = await inVersion(july, "GET", "/me");
  expect(data.libraries).toEqual([{ library: agent.libraryId, access: "write" }]);
  expect(data).not.toHaveProperty("libraryAccess");
});

test("lists are filtered by 5 tags, and since 2026-07-08 by 50", async () => {
  const listed = (version: string, count: number) =>
    inVersion(version, "GET", `${assets}?tags=${["sea", ...Array(count - 1).keys()].join(",")}`);
  expect((await listed(may, 5)).data).toMatchObject([{ id }]);
  expect((await listed(july, 50)).data).toMatchObject([{ id }]);
  for (const [version, count, most] of [
    [may, 6, 5],
    [july, 51, 50],
  ] as const) {
    expect((await listed(version, count)).error).toEqual({
      code: "BAD_USER_INPUT",
      message: `tags: must have at most ${most} items.`,
    });
  }
});

test("a version that does not exist is refused, and the refusal names those that do", async () => {
  for (const version of ["2026-06-01", "2026-7-8"]) {
    expect((await inVersion(version, "GET", "/me")).error).toEqual({
      code: "BAD_USER_INPUT",
      message: `Api-Version: '${version}' is not supported. Supported: 2026-07-08, 2026-05-20.`,
    });
  }
});

test("an upload URL answers in the version that is asked for, and in the first without one", async () => {
  const put = async (headers: Record<string, string>) => {
    const { data } = await agent.request("POST", `${agent.library}/uploads`, { filename: "a.png" });
    const { pathname } = new URL(data.uploadUrl);
    return (await app.inject({ method: "PUT", url: pathname, payload: png, headers })).json().data.assets[0];
  };
  expect(await put({})).toHaveProperty("views");
  expect(await put({ "api-version": july })).toHaveProperty("variants");
});

test("the OpenAPI document is that of ?version, else of the header, else the newest", async () => {
  const document = async (query: string, headers = {}) => {
    const answer = await app.inject({ method: "GET", url: `/openapi.json${query}`, headers });
    const { info, components } = answer.json();
    expect(components.parameters.ApiVersion.schema.enum).toEqual([info.version]);
    return [info.version, "variants" in components.schemas.Asset.properties];
  };
  expect(await document(`?version=${may}`)).toEqual([may, false]);
  expect(await document(`?version=${july}`, { "api-version": may })).toEqual([july, true]);
  expect(await document("", { "api-version": may })).toEqual([may, false]);
  expect(await document("")).toEqual([july, true]);
  expect((await app.inject({ method: "GET", url: "/openapi.json?version=2020-01-01" })).statusCode).toBe(400);
});

test("MCP answers in the newest version, and an address can pin an older one", async () => {
  const { organizationId, libraryId, apiKey } = agent;
  const call = toolCall("get_asset", { organizationId, libraryId, assetId: id });
  const got = async (query: string) =>
    (await postMcp(app, call, { apiKey, path: `/mcp${query}` })).body.result.structuredContent;
  expect(await got("")).toHaveProperty("variants");
  expect(await got(`?api-version=${may}`)).toHaveProperty("views");
  const refused = await postMcp(app, call, { apiKey, path: "/mcp?api-version=2020-01-01" });
  expect([refused.status, refused.body.error.code]).toEqual([400, "BAD_USER_INPUT"]);
});

test("GraphQL keeps the fields of the first version and has those of the second", async () => {
  const { data } = await ask(
    app,
    agent.apiKey,
    `query ($o: ID!, $l: ID!, $a: ID!) {
      viewer { libraries libraryAccess { library access } }
      asset(organizationId: $o, libraryId: $l, assetId: $a) {
        thumbUrl views { id type thumbUrl sizes } variants { id type sizes }
      }
    }`,
    { o: agent.organizationId, l: agent.libraryId, a: id },
  );
  expect(data.viewer.libraryAccess).toEqual([{ library: agent.libraryId, access: "write" }]);
  expect(data.asset.views).toMatchObject([{ id: view.id, type: "view" }]);
  expect(data.asset.variants).toMatchObject([{ id: view.id, type: "variant" }]);
});

test("a document's thumbnails are in sizes, which are all that 2026-07-08 has", async () => {
  const { app: working, database } = await testApp({ workers: true });
  const other = await newAgent(working);
  const uploaded = (await other.upload({ "a.pdf": drawnPdf })).data.assets[0];
  await jobsDone(database, "process_asset");
  const { data } = await other.get(`${other.library}/assets/${uploaded.id}`);
  const now = await other.request("GET", `${other.library}/assets/${uploaded.id}`, undefined, {
    "api-version": july,
  });
  expect(data.sizes).toBeNull();
  expect(now.data.sizes).toEqual({ "400": data.thumbUrl, "800": data.thumbHighUrl });
});

test("lists in a query may be repeated or separated by commas, and both documents say so", async () => {
  const lists = (version: string) => document(version).then(({ paths }) => paths);
  const document = async (version: string) =>
    (await app.inject({ method: "GET", url: `/openapi.json?version=${version}` })).json();
  for (const version of [may, july]) {
    const parameters: Json[] = Object.values(await lists(version)).flatMap((methods) =>
      Object.values(methods as Json).flatMap(({ parameters = [] }: Json) => parameters),
    );
    const named = parameters.filter(({ name }) => name === "tags" || name === "libraries");
    expect(named.length).toBeGreaterThan(3);
    for (const { schema, style, explode } of named) {
      expect([style, explode, schema.type]).toEqual(["form", true, ["array", "string"]]);
    }
    const found = async (query: string) => (await inVersion(version, "GET", `${assets}?${query}`)).data;
    expect(await found("tags=sea&tags=dune")).toMatchObject([{ id }]);
    expect(await found("tags=sea,dune")).toMatchObject([{ id }]);
    const search = `/organizations/${agent.organizationId}/search/assets?q=beach&libraries=${agent.libraryId}`;
    for (const more of ["", `,${agent.libraryId}`, `&libraries=${agent.libraryId}`])
      expect((await inVersion(version, "GET", search + more)).data.found).toBe(1);
  }
});
