import { expect, test, vi } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { slowUpload } from "../../../test/support/transports/slow-upload.ts";
import type { Weight } from "../../platform/load.ts";

const { app, services } = await testApp();
const { load } = services;
const agent = await newAgent(app);
const png = await picture();
const refuses = vi.spyOn(load, "refuses");
const refuse = (...weights: Weight[]) => refuses.mockImplementation((weight) => weights.includes(weight));

test("a busy server refuses heavy calls on every transport, says when to try again, and still answers lists", async () => {
  refuse("heavy");
  const refused = await agent.upload({ "a.png": png });
  expect(refused).toMatchObject({ status: 503, error: { code: "SERVICE_UNAVAILABLE" } });
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  const search = `/organizations/${agent.organizationId}/search/assets?q=a`;
  expect((await agent.get(search)).status).toBe(503);
  const graphql = await app.inject({
    method: "POST",
    url: "/graphql",
    headers: { authorization: `Bearer ${agent.apiKey}`, "content-type": "application/json" },
    payload: { query: `{ searchAssets(organizationId: "${agent.organizationId}", q: "a") { __typename } }` },
  });
  expect([graphql.statusCode, Number(graphql.headers["retry-after"]) > 0]).toEqual([503, true]);
  expect((await agent.get(`${agent.library}/assets`)).status).toBe(200);

  refuse();
  expect((await agent.get(search)).status).toBe(200);
  expect((await agent.upload({ "a.png": png })).status).toBe(200);
});

test("a refused upload is answered before its body arrives", async () => {
  const upload = slowUpload(await app.listen(), agent);
  refuse("heavy");
  upload.file("a.png");
  expect((await upload.answer).status).toBe(503);
  upload.hangUp();
});

test("a server with no room at all refuses light calls too, in each transport's own shape", async () => {
  refuse("light", "heavy");
  expect(await agent.get("/me")).toMatchObject({ status: 503, error: { code: "SERVICE_UNAVAILABLE" } });
  const memory = await app.inject({ url: "/api/v1/users" });
  expect([memory.statusCode, memory.json().error !== undefined]).toEqual([503, true]);
  expect(Number(memory.headers["retry-after"])).toBeGreaterThan(0);
  refuse();
});

test("requests count until their answer begins, or their client hangs up", async () => {
  refuse();
  const before = load.underWay.light;
  const upload = slowUpload(await app.listen().catch(() => `http://localhost:${port()}`), agent);
  upload.file("a.png");
  await vi.waitFor(() => expect(load.underWay.light).toBe(before + 1));
  await agent.get("/me");
  await agent.get("/nowhere");
  expect(load.underWay.light).toBe(before + 1);
  upload.hangUp();
  await vi.waitFor(() => expect(load.underWay).toEqual({ light: before, heavy: 0 }));
});

const port = () => (app.server.address() as { port: number }).port;
