import pg from "pg";
import sql from "sql-template-tag";
import { expect, onTestFinished, test, vi } from "vitest";
import { openNotices } from "../src/platform/database/notices.ts";
import { agentOf } from "./support/agent.ts";
import { testApp } from "./support/app.ts";
import { picture } from "./support/files.ts";
import { openTestDatabase } from "./support/postgres/open-database.ts";
import { newTeam } from "./support/team.ts";
import { newTenant } from "./support/tenant.ts";

// This process commits, and dies before it notifies anybody of what it noted.
const tested = await testApp({ notices: false });
const { app, services, database, connection } = tested;
const team = await newTeam(app, services);
const { organizationId, owner } = team;
await owner.call("createLibrary", { organizationId, name: "Other" });
const libraries = { pictures: "write", other: "write" };
const { apiKey } = (await owner.call("createKey", { organizationId, name: "Agent", libraries })).data;
const agent = agentOf(app, { organizationId, libraryId: "pictures", apiKey });

const channels = ["access", "links", "asset_changes", "organization_changes", "departures", "jobs:insert"];

/** What Postgres notifies of, by channel. */
async function hearing() {
  const client = new pg.Client(connection);
  await client.connect();
  onTestFinished(() => client.end());
  const heard: string[] = [];
  client.on("notification", ({ channel }) => heard.push(channel));
  for (const channel of [...channels, "last"]) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  return {
    /** What committed transactions have notified of until now. */
    async until(): Promise<string[]> {
      await database.execute(sql`select pg_notify('last', '')`);
      await vi.waitFor(() => expect(heard.at(-1)).toBe("last"), 10_000);
      return [...new Set(heard.splice(0).slice(0, -1))].toSorted();
    },
    heard,
  };
}

/** Another process, which notifies. */
function anotherProcess() {
  const other = openTestDatabase(connection);
  const notices = openNotices(other, console);
  onTestFinished(async () => {
    await notices.close();
    await other.close();
  });
  return { other, notices };
}

const png = await picture();
const uploaded = async () => (await agent.upload({ "a.png": png })).data.assets[0].id as string;
const at = `${agent.library}/assets`;

test("uploads, tags, descriptions, transfers and ingests commit without NOTIFY", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const { until } = await hearing();
  const id = await uploaded();
  expect((await agent.request("POST", `${at}/tag`, { assetIds: [id], tags: ["sea"] })).status).toBe(200);
  expect((await agent.request("PATCH", `${at}/${id}/description`, { description: "Dusk" })).status).toBe(200);
  const moved = await agent.request("POST", `${at}/transfer`, { assetIds: [id], targetLibraryId: "other" });
  expect(moved.status).toBe(200);
  expect((await tenant.ingest(userId, conversationId, "Hello")).status).toBe(201);
  expect(await until()).toEqual([]);
});

test("what takes access away notifies in its own transaction", async () => {
  const id = await uploaded();
  const { id: keyId } = (
    await owner.call("createKey", { organizationId, name: "K", libraries: { pictures: "read" } })
  ).data;
  const { until } = await hearing();
  await agent.request("DELETE", at, { ids: [id] });
  expect(await until()).toEqual(["links"]);
  expect((await owner.call("deleteKey", { organizationId, keyId })).status).toBe(200);
  expect(await until()).toEqual(["access"]);
  await owner.call("changeMemberRole", { organizationId, accountId: team.accountIds.editor, role: "viewer" });
  expect(await until()).toContain("access");
});

test("a transfer into a private library drops links on every node at once", async () => {
  await owner.call("setLibraryPrivacy", { organizationId, libraryId: "other", private: true });
  const id = await uploaded();
  const { until } = await hearing();
  const target = { assetIds: [id], targetLibraryId: "other" };
  expect((await agent.request("POST", `${at}/transfer`, target)).status).toBe(200);
  expect(await until()).toEqual(["links"]);
});

test("what a process noted that died after its commit, another one notifies of", async () => {
  anotherProcess();
  const { heard } = await hearing();
  await uploaded();
  await vi.waitFor(
    () => expect(heard).toEqual(expect.arrayContaining(["asset_changes", "jobs:insert"])),
    10_000,
  );
  const left = sql`select 1 from notices`;
  await vi.waitFor(async () => expect(await database.query(left)).toEqual([]), 10_000);
});

test("a process notifies of its own writes once, in their order, and of none that was rolled back", async () => {
  const { other, notices } = anotherProcess();
  const client = new pg.Client(connection);
  await client.connect();
  onTestFinished(() => client.end());
  const payloads: string[] = [];
  client.on("notification", ({ payload = "" }) => payloads.push(payload));
  await client.query("listen told");
  const tell = (payload: string) => sql`insert into notices (channel, payload) values ('told', ${payload})`;
  const rolledBack = other.transaction(async (tx) => {
    await tx.execute(tell("never"));
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  await other.transaction(async (tx) => {
    for (const payload of ["1", "2", "1"]) await tx.execute(tell(payload));
  });
  await other.execute(tell("3"));
  await vi.waitFor(() => expect(payloads.at(-1)).toBe("3"), 10_000);
  await notices.send();
  expect(payloads).toEqual(["1", "2", "3"]);
});
