import { expect, test } from "vitest";
import { newAgent, send } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { declaredBy } from "../../../test/support/transports/declared.ts";
import { apiVersions } from "../versions/versions.ts";

const { app } = await testApp();
const document = (await app.inject({ method: "GET", url: "/openapi.json" })).json();
const expectDeclared = await declaredBy(app);
const inVersion = new Map(
  await Promise.all(apiVersions.map(async ({ date }) => [date, await declaredBy(app, date)] as const)),
);

/** Sends a request in each version, and checks the answer against the document of that version. */
async function expectDeclaredInAll(method: string, path: string, body?: unknown): Promise<number[]> {
  const statuses: number[] = [];
  for (const { date } of apiVersions) {
    const answer = await agent.request(method, path, body, { "api-version": date });
    inVersion.get(date)?.(method, path, answer);
    statuses.push(answer.status);
  }
  return statuses;
}

const agent = await newAgent(app, "Barcelona");
const uploaded = await agent.upload({ "a.png": await picture() });
const { id } = uploaded.data.assets[0];
const assets = `${agent.library}/assets`;

test("a start without an account and its first upload answer as the document declares", async () => {
  const path = "/libraries";
  expectDeclared("POST", path, await send(app, undefined, "POST", path, { email: "a@example.com" }));
  expectDeclared("POST", assets, uploaded);
});

test("a PUT to an upload URL answers as the document declares, the second time too", async () => {
  const { data } = await agent.request("POST", `${agent.library}/uploads`, { filename: "b.png" });
  const { pathname } = new URL(data.uploadUrl);
  for (const status of [200, 404]) {
    const answer = await send(app, undefined, "PUT", pathname, await picture());
    expect(answer.status).toBe(status);
    expectDeclared("PUT", pathname, answer);
  }
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
])("%s %s answers as the document declares", async (method, path, body) => {
  for (const status of await expectDeclaredInAll(method, path, body)) expect(status).toBe(200);
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
  const statuses = await expectDeclaredInAll(method, path, body);
  for (const status of statuses) expect(status).toBeGreaterThanOrEqual(400);
});

test.each([
  ["no key", undefined],
  ["a wrong key", "pk_wrong"],
])("the refusal of %s is declared on every route that needs a key", async (_, key) => {
  for (const [template, methods] of Object.entries(document.paths)) {
    for (const [method, { security }] of Object.entries(methods as Record<string, { security: object[] }>)) {
      if (security.length === 0) continue;
      const path = template.replace("{organizationId}", agent.organizationId).replace(/\{\w+\}/g, "x");
      expectDeclared(method.toUpperCase(), path, await send(app, key, method.toUpperCase(), path));
    }
  }
});

test("the error of an unknown file link is declared", async () => {
  const path = "/cdn/acme-co/barcelona/AAAAAAAAAAA";
  expectDeclared("GET", path, await send(app, undefined, "GET", path));
});
