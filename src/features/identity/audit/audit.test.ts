import pino from "pino";
import { expect, test } from "vitest";
import { agentOf } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { mailsTo } from "../../../../test/support/browser.ts";
import { picture } from "../../../../test/support/files.ts";
import { operate } from "../../../../test/support/operator.ts";
import { newTeam } from "../../../../test/support/team.ts";
import { openServices } from "../../../main/services.ts";
import { dayMs } from "../../../platform/clock.ts";
import { createOrganization } from "../organizations/operations/create.ts";
import { deleteOrganization } from "../organizations/operations/delete.ts";
import { limitOrganization } from "../organizations/operations/limit.ts";
import { listAuditEntries } from "./operations.ts";
import { sweepAudit } from "./sweep.ts";

const { app, services, clock, database } = await testApp();
const png = await picture();

test("the log records actor, operation and transport for people, keys and the operator", async () => {
  const { organizationId, owner, accountIds } = await newTeam(app, services);
  const key = (
    await owner.call("createKey", { organizationId, name: "Agent", libraries: { pictures: "write" } })
  ).data;
  const agent = agentOf(app, { organizationId, libraryId: "pictures", apiKey: key.apiKey });
  const [asset] = (await agent.upload({ "a.png": png })).data.assets;
  await owner.call("deleteAssets", { organizationId, libraryId: "pictures", ids: [asset.id] });
  await operate(services, limitOrganization, { organizationId, librariesMax: 5 });
  const { data } = await owner.call("listAuditEntries", { organizationId });
  expect(data.next).toBeNull();
  const person = { kind: "session", id: accountIds.owner, name: "owner" };
  expect(data.entries.slice(0, 4)).toEqual([
    {
      id: expect.any(Number),
      at: expect.any(Number),
      transport: "cli",
      actor: { kind: "operator", id: null, name: null },
      operation: "limitOrganization",
      details: { librariesMax: 5 },
      requestId: "test",
    },
    expect.objectContaining({
      transport: "app",
      actor: person,
      operation: "deleteAssets",
      details: { libraryId: "pictures", ids: [asset.id] },
    }),
    expect.objectContaining({
      transport: "rest",
      actor: { kind: "key", id: key.id, name: "Agent" },
      operation: "uploadAssets",
      details: { libraryId: "pictures", assetIds: [asset.id], names: [asset.filename] },
    }),
    expect.objectContaining({ transport: "app", actor: person, operation: "createKey" }),
  ]);
  expect(JSON.stringify(data)).not.toContain(key.apiKey);
});

test("the first entry of an organization's log is its creation, with the creator", async () => {
  const { organizationId, owner, accountIds } = await newTeam(app, services);
  const first = (await owner.call("listAuditEntries", { organizationId })).data.entries.at(-1);
  expect(first).toMatchObject({
    transport: "app",
    actor: { kind: "session", id: accountIds.owner },
    operation: "createMyOrganization",
    details: { organizationId, name: "Team" },
  });
  await operate(services, createOrganization, { name: "The operator's", slug: "operators" });
  const { entries } = await operate(services, listAuditEntries, { organizationId: "operators" });
  expect(entries).toMatchObject([
    { transport: "cli", actor: { kind: "operator" }, operation: "createOrganization" },
  ]);
});

test("the deletion of an organization is logged by the server, since its audit log is deleted too", async () => {
  const { organizationId } = await newTeam(app, services);
  const lines: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => lines.push(line) });
  const call = { transport: "cli", address: "127.0.0.1", requestId: "test", token: undefined } as const;
  const input = { organizationId, confirm: organizationId };
  const logging = await openServices(services.config, database, log, clock);
  await logging.invoke(deleteOrganization, { ...call, known: input, read: () => input });
  await logging.close();
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({
      msg: "organization deleted",
      organization: organizationId,
      by: { kind: "operator", id: null, name: null },
      transport: "cli",
      requestId: "test",
    }),
  );
});

test("refused calls and reads leave no entry", async () => {
  const { organizationId, owner, viewer } = await newTeam(app, services);
  const entries = async () => (await owner.call("listAuditEntries", { organizationId })).data.entries.length;
  const before = await entries();
  await owner.call("listAssets", { organizationId, libraryId: "pictures" });
  await viewer.call("renameOrganization", { organizationId, name: "x" });
  await owner.call("deleteKey", { organizationId, keyId: "none" });
  expect(await entries()).toBe(before);
});

test("the log can be filtered by transport, actor, operation and time, and is paged", async () => {
  const { organizationId, owner, accountIds } = await newTeam(app, services);
  const list = async (asked: object) =>
    (await owner.call("listAuditEntries", { organizationId, ...asked })).data;
  for (const name of ["a", "b", "c"]) await owner.call("renameOrganization", { organizationId, name });
  const renames = await list({ operation: "renameOrganization", limit: 2 });
  const namesIn = ({ entries }: { entries: { details: { name: string } }[] }) =>
    entries.map(({ details }) => details.name);
  expect(namesIn(renames)).toEqual(["c", "b"]);
  const rest = await list({ operation: "renameOrganization", limit: 2, before: renames.next });
  expect(namesIn(rest)).toEqual(["a"]);
  expect(rest.next).toBeNull();
  const by = (await list({ actorId: accountIds.editor })).entries;
  expect(by).toMatchObject([{ operation: "acceptInvitation", details: { role: "editor" } }]);
  expect((await list({ transport: "cli" })).entries).toEqual([]);
  expect((await list({ from: clock.now().getTime() + 1000 })).entries).toEqual([]);
  expect((await list({ until: clock.now().getTime() + 1000 })).entries).toHaveLength(9);
});

test("entries are kept for a year", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const count = async () => (await owner.call("listAuditEntries", { organizationId })).data.entries.length;
  const { length } = (await owner.call("listAuditEntries", { organizationId })).data.entries;
  clock.advance(364 * dayMs);
  await sweepAudit(services);
  expect(await count()).toBe(length);
  clock.advance(2 * dayMs);
  await sweepAudit(services);
  expect(await count()).toBe(0);
});

const statement = (text: string) => database.execute({ name: "", text, values: [] });

test("a call whose entry cannot be written fails and changes nothing", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  await statement("alter table audit_entries rename to audit_entries_away");
  try {
    const { error } = await owner.call("renameOrganization", { organizationId, name: "Lost" });
    expect(error.code).toBe("INTERNAL_SERVER_ERROR");
  } finally {
    await statement("alter table audit_entries_away rename to audit_entries");
  }
  expect((await owner.call("getOrganization", { organizationId })).data.name).toBe("Team");
});

test("a call that fails at commit leaves no entry and sends no mail", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const entries = async () => (await owner.call("listAuditEntries", { organizationId })).data.entries.length;
  const before = await entries();
  const email = `late@${organizationId}.example`;
  await statement(
    "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$",
  );
  await statement(
    "create constraint trigger refuse after insert on invitations deferrable initially deferred for each row execute function refuse()",
  );
  try {
    const { error } = await owner.call("inviteMember", { organizationId, email, role: "viewer" });
    expect(error.code).toBe("INTERNAL_SERVER_ERROR");
  } finally {
    await statement("drop function refuse cascade");
  }
  expect(await entries()).toBe(before);
  expect(await mailsTo(services, email)).toEqual([]);
  await owner.call("inviteMember", { organizationId, email, role: "viewer" });
  expect(await entries()).toBe(before + 1);
  expect(await mailsTo(services, email)).toHaveLength(1);
});
