import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { type Answer, newAgent, send } from "../../testing/agent.ts";
import { testApp } from "../../testing/app.ts";
import { picture } from "../../testing/files.ts";

const { app } = await testApp();
const document = (await app.inject({ method: "GET", url: "/openapi.json" })).json();
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, "openapi");

const agent = await newAgent(app, "Barcelona");
const uploaded = await agent.upload({ "a.png": await picture() });
const { id } = uploaded.data.assets[0];
const assets = `${agent.library}/assets`;

/** What the document says about the answer, or undefined when it knows no such operation or status. */
function schemaAt(method: string, path: string, status: number): string | undefined {
  const matching = Object.keys(document.paths).filter((template) => {
    const pattern = template.replace(/\{\w+\}/g, "[^/]+");
    return new RegExp(`^${pattern}$`).test(path.split("?")[0] ?? "");
  });
  const template = matching.toSorted((a, b) => a.split("{").length - b.split("{").length)[0];
  if (template === undefined) return undefined;
  const pointer = ["paths", template, method.toLowerCase(), "responses", String(status)];
  const response = pointer.reduce((part, key) => part?.[key], document);
  const at = response?.$ref ?? `#/${pointer.map(escaped).join("/")}`;
  return response && `openapi${at}/content/application~1json/schema`;
}

const escaped = (key: string) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));

function expectDeclared(method: string, path: string, answer: Answer): void {
  const schema = schemaAt(method, path, answer.status);
  if (schema === undefined)
    throw new Error(`${method} ${path} does not declare ${answer.status}: ${answer.text}`);
  const valid = ajv.validate(schema, JSON.parse(answer.text));
  expect(valid ? [] : ajv.errors).toEqual([]);
}

test("a start without an account and its first upload answer what the document says", async () => {
  const path = "/libraries";
  expectDeclared("POST", path, await send(app, undefined, "POST", path, { email: "a@example.com" }));
  expectDeclared("POST", assets, uploaded);
});

test.each<[string, string, unknown?]>([
  ["GET", "/me"],
  ["GET", `/organizations/${agent.organizationId}/libraries`],
  ["PATCH", agent.library, { name: "Sitges" }],
  ["GET", assets],
  ["GET", `${assets}?tags=beach,sunset&pageSize=3`],
  ["GET", `${assets}/${id}`],
  ["PATCH", `${assets}/${id}/description`, { description: "Dusk" }],
  ["POST", `${assets}/tag`, { assetIds: [id], tags: ["beach"] }],
  ["GET", `${agent.library}/tags`],
  ["POST", `${assets}/untag`, { assetIds: [id], tags: ["beach"] }],
  ["GET", `/organizations/${agent.organizationId}/search/assets?q=a`],
  ["DELETE", assets, { ids: ["AAAAAAAAAAA"] }],
])("%s %s answers what the document says", async (method, path, body) => {
  const answer = await agent.request(method, path, body);
  expect(answer.status).toBe(200);
  expectDeclared(method, path, answer);
});

test.each<[string, string, unknown?]>([
  ["GET", `${assets}?pageSize=501`],
  ["GET", `${assets}/AAAAAAAAAAA`],
  ["POST", "/libraries", { email: "nobody" }],
  ["POST", assets, { files: [] }],
  ["POST", `${assets}/tag`, { assetIds: [id], tags: ["index"] }],
  ["POST", `${assets}/transfer`, { targetLibraryId: "nowhere", assetIds: [id] }],
  ["POST", `/organizations/${agent.organizationId}/libraries`, { name: "Another" }],
  ["GET", "/organizations/nowhere/libraries"],
  ["PATCH", `/organizations/${agent.organizationId}/libraries/nowhere`, { name: "x" }],
  ["DELETE", assets, { ids: "x".repeat(2 * 1024 * 1024) }],
])("the refusal of %s %s is declared", async (method, path, body) => {
  const answer = await agent.request(method, path, body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expectDeclared(method, path, answer);
});

test.each([
  ["no key", undefined],
  ["a wrong key", "pk_wrong"],
])("the refusal of %s is declared on every route that takes one", async (_, key) => {
  for (const [template, methods] of Object.entries(document.paths)) {
    for (const [method, { security }] of Object.entries(methods as Record<string, { security: object[] }>)) {
      if (security.length === 0) continue;
      const path = template.replace("{organizationId}", agent.organizationId).replace(/\{\w+\}/g, "x");
      expectDeclared(method.toUpperCase(), path, await send(app, key, method.toUpperCase(), path));
    }
  }
});

test("the refusal of a file link that leads nowhere is declared", async () => {
  const path = "/cdn/acme-co/barcelona/AAAAAAAAAAA";
  expectDeclared("GET", path, await send(app, undefined, "GET", path));
});
