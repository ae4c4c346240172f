import { expect, test } from "vitest";
import { send } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { memoryOperations, restOperations } from "../../../test/support/registered.ts";
import { newestVersion } from "../versions/versions.ts";
import { pathTemplate } from "./operation-object.ts";

const { app, services } = await testApp();
const document = (await app.inject({ method: "GET", url: "/openapi.json" })).json();
// biome-ignore lint/suspicious/noExplicitAny: the tests read a JSON document
type Json = any;
const objects: Json[] = Object.values(document.paths).flatMap((path) => Object.values(path as object));
const named = (name: string) => objects.find(({ operationId }) => operationId === name);
const resumable = ["create", "get", "head", "patch", "delete"].map((verb) => `${verb}ResumableUpload`);
const handWritten = [
  "putUpload",
  ...resumable,
  "getDownload",
  "getFile",
  "getSizedFile",
  "getOpenApiDocument",
];

test("the document has exactly the operations of both APIs, at their paths and methods", () => {
  const placed = [
    ...restOperations.map(({ name, rest }) => ({ name, ...rest })),
    ...memoryOperations.map(({ name, memory }) => ({ name, ...memory, path: `/api/v1${memory.path}` })),
  ];
  for (const { name, method, path } of placed) {
    expect(document.paths[pathTemplate(path)][method.toLowerCase()].operationId).toBe(name);
  }
  const names = objects.map(({ operationId }) => operationId);
  expect(names.toSorted()).toEqual([...placed.map(({ name }) => name), ...handWritten].toSorted());
});

test("operations declare the Api-Version header, and those with a key the security scheme", () => {
  expect(document.components.parameters.ApiVersion).toMatchObject({
    name: "Api-Version",
    in: "header",
    required: true,
    schema: { enum: [newestVersion.date] },
  });
  for (const { name, access } of restOperations) {
    expect(named(name).parameters).toContainEqual({ $ref: "#/components/parameters/ApiVersion" });
    expect(named(name).security).toEqual(access.kind === "anonymous" ? [] : [{ apiKey: [] }]);
  }
});

test("the memory API declares no Api-Version, its own shape of errors, and its headers", () => {
  const statuses = (name: string) => Object.keys(named(name).responses).map(Number);
  expect(statuses("ingestMemory")).toEqual([201, 400, 401, 403, 404, 409, 413, 429, 500, 503]);
  expect(statuses("listUsers")).toEqual([200, 400, 401, 403, 429, 500, 503]);
  for (const { name, access, memory } of memoryOperations) {
    const { parameters, security, responses } = named(name);
    expect(parameters).not.toContainEqual({ $ref: "#/components/parameters/ApiVersion" });
    expect(security).toEqual(access.kind === "anonymous" ? [] : [{ apiKey: [] }]);
    const headers = parameters.filter((one: { in: string }) => one.in === "header");
    const names = headers.map((one: { name: string }) => one.name.toLowerCase());
    expect(names.toSorted()).toEqual(Object.values(memory.headers ?? {}).toSorted());
    expect(responses[400].$ref).toMatch(/\/Memory/);
  }
  const { schema } = document.components.responses.MemoryBadUserInput.content["application/json"];
  expect(Object.keys(schema.properties)).toEqual(["error", "message", "details"]);
  expect(Object.keys(named("exportUser").responses[200].content)).toEqual(["application/x-ndjson"]);
  expect(named("deleteTenant").requestBody.content["application/json"].schema.required).toEqual(["confirm"]);
});

test("every tag is in one group and has a description", () => {
  const grouped = document["x-tagGroups"].flatMap(({ tags }: { tags: string[] }) => tags);
  const tags = document.tags.map(({ name }: { name: string }) => name);
  expect(grouped.toSorted()).toEqual(tags.toSorted());
});

test("every parameter has a description, and path parameters match the path", () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const { parameters = [] } of Object.values(methods as Record<string, Json>)) {
      const own = parameters.filter((parameter: object) => !("$ref" in parameter));
      expect(own.filter(({ description }: { description?: string }) => !description)).toEqual([]);
      const inPath = own.filter((parameter: { in: string }) => parameter.in === "path");
      const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(inPath.map(({ name }: { name: string }) => name).toSorted()).toEqual(names.toSorted());
    }
  }
});

test.each([
  ["listAssets", "tags"],
  ["searchAssets", "tags"],
  ["searchAssets", "libraries"],
])("%s accepts %s repeated or with commas, and the document declares both", (operation, parameter) => {
  const list = named(operation).parameters.find(({ name }: { name?: string }) => name === parameter);
  expect(list).toMatchObject({
    in: "query",
    style: "form",
    explode: true,
    schema: { type: ["array", "string"], items: { type: "string" }, maxItems: expect.any(Number) },
  });
  expect(list.description).toContain("commas");
});

test("an upload is declared as a form of 1 to 20 files and an optional parent", () => {
  const { schema } = named("uploadAssets").requestBody.content["multipart/form-data"];
  expect(Object.keys(schema.properties)).toEqual(["files", "parentId"]);
  expect(schema).toMatchObject({
    required: ["files"],
    properties: { files: { minItems: 1, maxItems: 20, items: { format: "binary" } } },
  });
});

test("a route declares the failures of its access, its input and its operation", () => {
  const codes = Object.keys(named("createLibrary").responses).map(Number);
  expect(codes).toEqual([201, 400, 401, 403, 404, 409, 413, 429, 500, 503]);
  expect(Object.keys(named("me").responses).map(Number)).toEqual([200, 400, 401, 403, 429, 500, 503]);
  expect(document.components.responses.RateLimited.headers).toHaveProperty("Retry-After");
});

test("every reference can be resolved", () => {
  const text = JSON.stringify(document);
  for (const [, section = "", name = ""] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
    expect(document.components[section]).toHaveProperty(name);
  }
  expect(text).not.toContain("#/$defs");
});

test("the document names this server and can be read from any page", async () => {
  expect(document.servers[0].url).toBe(services.config.publicUrl);
  const answer = await send(app, undefined, "GET", "/openapi.json", undefined, {
    origin: "https://example.com",
  });
  expect(answer.headers["access-control-allow-origin"]).toBe("*");
});

test("a client with the current document gets 304, and only clients that accept gzip get it", async () => {
  const get = (headers: Record<string, string>) =>
    app.inject({ method: "GET", url: "/openapi.json", headers });
  const plain = await get({});
  expect(plain.headers["content-encoding"]).toBeUndefined();
  const again = await get({ "if-none-match": String(plain.headers.etag) });
  expect([again.statusCode, again.payload]).toEqual([304, ""]);
  const packed = await get({ "accept-encoding": "br, gzip" });
  expect(packed.headers["content-encoding"]).toBe("gzip");
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
  expect((await get({ "accept-encoding": "gzip;q=0" })).headers["content-encoding"]).toBeUndefined();
});
