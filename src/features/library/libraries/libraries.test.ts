import { expect, test } from "vitest";
import { agentOf, newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { newKey, newOrganization, operate } from "../../../../test/support/operator.ts";
import { slugFrom } from "../../../kernel/slug.ts";
import { limitOrganization } from "../../identity/organizations/operations/limit.ts";
import { addLibraryToOrganization } from "./operations/operator.ts";

const { app, services } = await testApp();

async function claimedAgent() {
  const organizationId = await newOrganization(services, ["first"]);
  const { apiKey } = await newKey(services, organizationId, { first: "write" });
  return agentOf(app, { organizationId, libraryId: "first", apiKey });
}

test("the calling key gets write access to a new library at once", async () => {
  const agent = await claimedAgent();
  const created = await agent.request("POST", `/organizations/${agent.organizationId}/libraries`, {
    name: "Barça 2026!",
  });
  expect(created.status).toBe(201);
  expect(created.data).toEqual({
    id: "barca-2026",
    name: "Barça 2026!",
    assetsCount: 0,
    photosCount: 0,
    trashCount: 0,
    tags: [],
    private: false,
    linkSeconds: 86_400,
    libraryUrl: `http://localhost:3000/app/${agent.organizationId}/barca-2026`,
  });
  const renamed = await agent.request(
    "PATCH",
    `/organizations/${agent.organizationId}/libraries/barca-2026`,
    { name: "B" },
  );
  expect(renamed.data).toMatchObject({ id: "barca-2026", name: "B" });
  expect((await agent.get("/me")).data.libraries).toEqual(["first", "barca-2026"]);
});

test("a taken slug is refused, given or made from the name", async () => {
  const agent = await claimedAgent();
  const create = (body: object) =>
    agent.request("POST", `/organizations/${agent.organizationId}/libraries`, body);
  for (const body of [{ name: "First" }, { name: "Another", slug: "first" }]) {
    expect(await create(body)).toMatchObject({ status: 409, error: { code: "LIBRARY_URL_TAKEN" } });
  }
});

test("a key that cannot see a library is not told its name, and a retry of its own is refused", async () => {
  const agent = await claimedAgent();
  const { organizationId } = agent;
  await operate(services, addLibraryToOrganization, { organizationId, name: "Layoffs" });
  const create = (body: object) => agent.request("POST", `/organizations/${organizationId}/libraries`, body);
  const { status, data } = await create({ name: "Layoffs" });
  expect([status, data.id]).toEqual([201, expect.stringMatching(/^layoffs-[a-z0-9]{6}$/)]);
  expect((await agent.get("/me")).data.libraries).toContain(data.id);
  for (const body of [{ name: "Layoffs" }, { name: "Mine", slug: "layoffs" }, { name: "x", slug: data.id }]) {
    expect(await create(body)).toMatchObject({ status: 409, error: { code: "LIBRARY_URL_TAKEN" } });
  }
  expect(await create({ name: "Long", slug: "l".repeat(63) })).toMatchObject({ status: 201 });
});

test.each([
  {},
  { name: "" },
  { name: "  " },
  { name: 5 },
  { name: "ok", slug: "Not A Slug" },
  { name: "x".repeat(201) },
])("creating a library with %j is bad input", async (body) => {
  const agent = await claimedAgent();
  const answer = await agent.request("POST", `/organizations/${agent.organizationId}/libraries`, body);
  expect(answer).toMatchObject({ status: 400, error: { code: "BAD_USER_INPUT" } });
});

test("an unclaimed organization can have only one library", async () => {
  const agent = await newAgent(app);
  const answer = await agent.request("POST", `/organizations/${agent.organizationId}/libraries`, {
    name: "Second",
  });
  expect(answer).toMatchObject({ status: 400, error: { code: "EPHEMERAL_LIBRARY_LIMIT_EXCEEDED" } });
});

test("the operator's limit of libraries is enforced", async () => {
  const agent = await claimedAgent();
  await operate(services, limitOrganization, { organizationId: agent.organizationId, librariesMax: 1 });
  const answer = await agent.request("POST", `/organizations/${agent.organizationId}/libraries`, {
    name: "Second",
  });
  expect(answer).toMatchObject({ status: 400, error: { code: "LIBRARY_LIMIT_EXCEEDED" } });
});

test("libraries are listed in pages, oldest first", async () => {
  const organizationId = await newOrganization(services, ["a", "b", "c"]);
  const { apiKey } = await newKey(services, organizationId, { c: "read", a: "read", b: "read" });
  const agent = agentOf(app, { organizationId, libraryId: "a", apiKey });
  const ids = async (query: string) =>
    (await agent.get(`/organizations/${organizationId}/libraries?${query}`)).data.map(
      ({ id }: { id: string }) => id,
    );
  expect(await ids("")).toEqual(["a", "b", "c"]);
  expect(await ids("pageSize=2")).toEqual(["a", "b"]);
  expect(await ids("pageSize=2&page=2")).toEqual(["c"]);
});

test.each([
  ["Barcelona", "barcelona"],
  ["  Señor & Señora  ", "senor-senora"],
  ["日本", "library"],
  ["x".repeat(80), "x".repeat(60)],
])("the slug of '%s' is '%s'", (name, slug) => {
  expect(slugFrom(name)).toBe(slug);
});
