import pino from "pino";
import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { agentOf, send } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { pdf, picture } from "../../../../test/support/files.ts";
import { operate } from "../../../../test/support/operator.ts";
import { newTeam, type Team } from "../../../../test/support/team.ts";
import { ask } from "../../../../test/support/transports/graphql.ts";
import { openServices } from "../../../main/services.ts";
import { dayMs } from "../../../platform/clock.ts";
import { limitOrganization } from "../organizations/operations/limit.ts";
import { removeOrganization } from "../organizations/remove.ts";
import { keptDays, sweepUsage } from "./sweep.ts";
import { openTally } from "./tally.ts";

const { app, services, clock, database } = await testApp();
const png = await picture();

const newKey = async ({ organizationId, owner }: Team, name = "Agent") => {
  const libraries = { pictures: "write" };
  const { id, apiKey } = (await owner.call("createKey", { organizationId, name, libraries })).data;
  return { id, name, apiKey, agent: agentOf(app, { organizationId, libraryId: "pictures", apiKey }) };
};
/** The counts so far, without the calls that read them. */
const usageOf = async ({ organizationId, viewer }: Team, asked: object = {}) => {
  await services.tally.flush();
  return (await viewer.call("getUsage", { organizationId, ...asked })).data;
};
const requestsOf = async (team: Team, keyId: string | null): Promise<number> => {
  const { requests } = await usageOf(team);
  return requests.byKey.find((one: { keyId: string | null }) => one.keyId === keyId)?.requests ?? 0;
};

test("calls are counted by key, people and transport, failed ones included", async () => {
  const team = await newTeam(app, services);
  const { id, name, agent, apiKey } = await newKey(team);
  await agent.get(`${agent.library}/assets`);
  await agent.get(`${agent.library}/assets/AAAAAAAAAAA`);
  await agent.get(`${agent.library}/assets?page=none`);
  await ask(app, apiKey, "{ viewer { organizationId } again: viewer { organizationId } }");
  const { requests } = await usageOf(team);
  const people = requests.byKey.find(({ keyId }: { keyId: string | null }) => keyId === null);
  expect(requests.byKey).toEqual([
    { keyId: id, name, requests: 5 },
    { keyId: null, name: "People", requests: people.requests },
  ]);
  expect(requests.byTransport).toEqual([
    { transport: "app", requests: people.requests },
    { transport: "rest", requests: 3 },
    { transport: "graphql", requests: 2 },
  ]);
  expect(requests.total).toBe(5 + people.requests);
  await team.editor.call("listAssets", { organizationId: team.organizationId, libraryId: "pictures" });
  // This call and the one before.
  expect(await requestsOf(team, null)).toBe(people.requests + 2);
});

test("calls without access, and calls outside an organization, are not counted", async () => {
  const team = await newTeam(app, services);
  const { id, apiKey } = await newKey(team);
  const other = await newTeam(app, services);
  const before = await requestsOf(team, null);
  await other.owner.call("listAssets", { organizationId: team.organizationId, libraryId: "pictures" });
  await send(app, apiKey, "GET", `/organizations/${other.organizationId}/libraries`);
  await operate(services, limitOrganization, { organizationId: team.organizationId });
  expect(await requestsOf(team, null)).toBe(before + 1); // the call before
  expect(await requestsOf(team, id)).toBe(0);
});

test("usage lists every UTC day of the range, days without calls included", async () => {
  const team = await newTeam(app, services);
  const { id, agent } = await newKey(team);
  const today = clock.now().toISOString().slice(0, 10);
  await agent.get("/me");
  clock.advance(2 * dayMs);
  await agent.get("/me");
  await agent.get("/me");
  const { requests } = await usageOf(team, { days: 4 });
  const days = requests.byDay.map(({ day }: { day: string }) => day);
  expect(days).toHaveLength(4);
  expect(days[1]).toBe(today);
  expect(days[3]).toBe(clock.now().toISOString().slice(0, 10));
  expect(requests.byDay.map((one: { requests: number }) => one.requests > 0)).toEqual([
    false,
    true,
    false,
    true,
  ]);
  const sum = (await usageOf(team, { days: 1 })).requests.byKey.find(
    (one: { keyId: string }) => one.keyId === id,
  );
  expect(sum.requests).toBe(2);
});

test("a range is 1 to 400 days, by default 30", async () => {
  const team = await newTeam(app, services);
  expect((await usageOf(team)).requests.byDay).toHaveLength(30);
  expect((await usageOf(team, { days: 400 })).requests.byDay).toHaveLength(400);
  for (const days of [0, 401, 1.5]) {
    const { error } = await team.viewer.call("getUsage", { organizationId: team.organizationId, days });
    expect(error.code).toBe("BAD_USER_INPUT");
  }
});

test("a deleted key keeps its counts and its name", async () => {
  const team = await newTeam(app, services);
  const { id, agent } = await newKey(team, "Gone");
  await agent.get("/me");
  await team.owner.call("deleteKey", { organizationId: team.organizationId, keyId: id });
  expect((await usageOf(team)).requests.byKey).toContainEqual({ keyId: id, name: "Gone", requests: 1 });
});

test("counts are written automatically within seconds", async () => {
  const team = await newTeam(app, services);
  const { id, agent } = await newKey(team);
  await agent.get("/me");
  await vi.waitFor(async () => {
    const written = sql`select requests from request_counts where actor = ${id}`;
    expect(await database.query(written)).toEqual([{ requests: 1 }]);
  }, 10_000);
});

test("closing the services writes the counts and adds them to those of other processes", async () => {
  const team = await newTeam(app, services);
  const { id, apiKey, agent } = await newKey(team);
  await agent.get("/me");
  const live = await services.keyCache.find(apiKey);
  if (!live) throw new Error("The key does not live");
  const another = await openServices(services.config, database, pino({ level: "silent" }), clock);
  another.tally.count({ kind: "key", transport: "rest", address: "", requestId: "", ...live });
  await another.close();
  expect(await requestsOf(team, id)).toBe(2);
});

test("counts that could not be written are kept and written later", async () => {
  const team = await newTeam(app, services);
  const { id, apiKey } = await newKey(team);
  const live = await services.keyCache.find(apiKey);
  if (!live) throw new Error("The key does not live");
  const db = { ...database, execute: (): Promise<number> => Promise.reject(new Error("away")) };
  const tally = openTally(db, clock);
  tally.count({ kind: "key", transport: "rest", address: "", requestId: "", ...live });
  await expect(tally.flush()).rejects.toThrow("away");
  tally.count({ kind: "key", transport: "rest", address: "", requestId: "", ...live });
  Object.assign(db, { execute: database.execute });
  await tally.close();
  expect(await requestsOf(team, id)).toBe(2);
});

test("counts of a removed organization don't block the others", async () => {
  const [gone, team] = [await newTeam(app, services), await newTeam(app, services)];
  const { id, agent } = await newKey(team);
  await (await newKey(gone)).agent.get("/me");
  await agent.get("/me");
  const row = sql`select id from organizations where slug = ${gone.organizationId}`;
  await removeOrganization(services, { organizationId: (await database.one<{ id: number }>(row)).id });
  expect(await requestsOf(team, id)).toBe(1);
});

test("counts are kept for 400 days", async () => {
  const team = await newTeam(app, services);
  const { id, agent } = await newKey(team);
  await agent.get("/me");
  await services.tally.flush();
  const left = async () =>
    (await database.query(sql`select 1 from request_counts where actor = ${id}`)).length;
  clock.advance(keptDays * dayMs);
  await sweepUsage(services);
  expect(await left()).toBe(1);
  clock.advance(dayMs);
  await sweepUsage(services);
  expect(await left()).toBe(0);
});

test("storage lists assets and bytes by library; views and trash count only as bytes", async () => {
  const team = await newTeam(app, services);
  const { organizationId, owner } = team;
  await owner.call("createLibrary", { organizationId, name: "Papers" });
  const { agent } = await newKey(team);
  const upload = async (name: string, bytes: Buffer, options?: { parentId: string }) =>
    (await agent.upload({ [name]: bytes }, options)).data.assets[0].id;
  const parentId = await upload("a.png", png);
  await upload("view.png", png, { parentId });
  const trashed = await upload("b.pdf", pdf);
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [trashed] });
  await operate(services, limitOrganization, { organizationId, storageMbMax: 5 });
  const bytes = 2 * png.length + pdf.length;
  expect(await usageOf(team)).toMatchObject({
    storage: { bytes, bytesMax: 5 * 1024 * 1024 },
    assets: 1,
    libraries: [
      { libraryId: "pictures", name: "Pictures", assets: 1, bytes },
      { libraryId: "papers", name: "Papers", assets: 0, bytes: 0 },
    ],
  });
  await operate(services, limitOrganization, { organizationId });
  expect((await usageOf(team)).storage.bytesMax).toBeNull();
});

test("only members can read usage", async () => {
  const [team, other] = [await newTeam(app, services), await newTeam(app, services)];
  const { error } = await other.owner.call("getUsage", { organizationId: team.organizationId });
  expect(error.code).toBe("ORGANIZATION_NOT_FOUND");
});
