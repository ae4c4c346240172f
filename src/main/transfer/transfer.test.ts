import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { send } from "../../../test/support/agent.ts";
import { anotherServer } from "../../../test/support/another-server.ts";
import { testApp } from "../../../test/support/app.ts";
import { signedIn } from "../../../test/support/browser.ts";
import { movingOrganization, toldOf } from "../../../test/support/examples/moving-organization.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { testS3 } from "../../../test/support/s3/s3-server.ts";
import { callMemory, newTenant } from "../../../test/support/tenant.ts";
import { startWorkers } from "../../kernel/jobs/workers.ts";
import { openedSource } from "../../platform/backup/opened-source.ts";
import type { BlobStore } from "../../platform/blobs/blobs.ts";
import { jobs } from "../registry.ts";
import { importOrganization } from "./import-organization.ts";
import { writeExport } from "./write-export.ts";

const tested = await testApp({
  workers: true,
  config: { secret: "the secret of the former server, long enough" },
});
const { app, services, database, clock } = tested;
const moving = await movingOrganization(tested);
const { organizationId } = moving.team;
const before = await toldOf(app, moving);

async function exported(
  options: { passphrase?: string } = {},
  organization = organizationId,
): Promise<string> {
  const file = join(await temporaryFolder(), "export.zip");
  await writeExport({ ...services, now: clock.now() }, organization, createWriteStream(file), options);
  return file;
}

const newServer = (config?: Partial<typeof services.config>) => anotherServer(tested, config);

const pathOf = (address: string) => address.replace(/^https?:\/\/[^/]+/, "");
const fetched = (server: typeof app, address: string) => server.inject({ url: pathOf(address) });
const rowsIn = async (db: typeof database) =>
  (
    await db.one<{ n: number }>(sql`
      select ((select count(*) from organizations) + (select count(*) from accounts) + (select count(*) from assets)
        + (select count(*) from memory_users))::int as n`)
  ).n;

const stores: [string, () => Promise<Partial<typeof services.config>>][] = [
  ["a folder", async () => ({})],
  ["an S3 store", async () => ({ store: "s3", s3: (await testS3()).settings })],
];

test.each(stores)(
  "an organization moves to a server with another secret and %s, with everything that its API tells",
  async (_name, config) => {
    const server = await newServer(await config());
    // One of its people has an account there.
    await signedIn(server.app, server.services, moving.team.emails.editor);
    const arrived = await server.arrive(await exported());
    expect(arrived).toMatchObject({
      organization: organizationId,
      missing: 0,
      people: { known: 1, added: 2 },
    });

    expect(await toldOf(server.app, moving)).toEqual(before);
    for (const address of moving.addresses) {
      const [there, here] = [await fetched(app, address), await fetched(server.app, address)];
      expect([address, here.statusCode]).toEqual([address, 200]);
      expect(here.rawPayload.equals(there.rawPayload), address).toBe(true);
    }
    for (const [role, email] of Object.entries(moving.team.emails)) {
      const person = await signedIn(server.app, server.services, email);
      const members = await person.call("listMembers", { organizationId });
      const roles = Object.fromEntries(
        members.data.map((member: { email: string; role: string }) => [member.email, member.role]),
      );
      expect(roles).toMatchObject({ [email]: role });
      expect(Object.keys(roles)).toHaveLength(3);
    }
    const owner = await signedIn(server.app, server.services, moving.team.emails.owner);
    const trash = async (browser: typeof owner) =>
      (await browser.call("listTrash", { organizationId, libraryId: "pictures" })).data;
    expect(await trash(owner)).toEqual(await trash(moving.team.owner));
    const log = async (browser: typeof owner) =>
      (await browser.call("listAuditEntries", { organizationId })).text.match(/"operation":"\w+"/g);
    const [asked, ...former] = (await log(owner)) ?? [];
    expect([asked, former]).toEqual(['"operation":"getWebhookSecret"', await log(moving.team.owner)]);

    // Jobs move memory to a key that this server derives. What was forgotten stays forgotten.
    const workers = await startWorkers(server.services, jobs);
    const left = sql`select 1 from memory_users u join tenants t using (organization_id) where u.key_version < t.key_version`;
    await vi.waitFor(async () => expect(await server.db.query(left)).toEqual([]), 30_000);
    await workers.stop();
    expect(await toldOf(server.app, moving)).toEqual(before);
    const { user_id, conversation_id } = before.conversations.conversations[0];
    await callMemory(server.app, moving.apiKey, "POST", "/memory/ingest", {
      user_id,
      conversation_id,
      user_message: "I like almonds. I live in Lisbon.",
      agent_response: "",
      timestamp: "2020-01-01T00:00:00Z",
    });
    expect((await toldOf(server.app, moving)).facts).toEqual(before.facts);
    // It goes on there.
    const library = `/organizations/${organizationId}/libraries/pictures`;
    const changed = { assetIds: [before.assets[0].id], tags: ["moved"] };
    expect((await send(server.app, moving.apiKey, "POST", `${library}/assets/tag`, changed)).status).toBe(
      200,
    );
  },
);

test("an organization that is there is refused, and nothing is changed", async () => {
  const server = await newServer();
  const file = await exported();
  await server.arrive(file);
  const rows = await rowsIn(server.db);
  await expect(server.arrive(file)).rejects.toThrow(`There is an organization '${organizationId}'`);
  await server.db.execute(sql`update organizations set slug = 'another' where slug = ${organizationId}`);
  await expect(server.arrive(file)).rejects.toThrow("is on this server already");
  expect(await rowsIn(server.db)).toBe(rows);
  // The files of the refused import belong to nothing, and the sweeper deletes them.
  expect(await server.db.query(sql`select 1 from staged_blobs`)).toHaveLength(4);
});

test("a file that is damaged, cut off or something else is refused, and so is one of another version", async () => {
  const server = await newServer();
  const [whole, file] = [await exported(), join(await temporaryFolder(), "export.zip")];
  const bytes = await readFile(whole);
  const refused = async (sentence: string | RegExp) => {
    await expect(server.arrive(file)).rejects.toThrow(sentence);
    expect([await rowsIn(server.db), await server.db.query(sql`select 1 from staged_blobs`)]).toEqual([
      0,
      [],
    ]);
  };
  // In the content of entries. What else the headers say, such as times, counts for nothing.
  for (const name of ["manifest.json", "/facts.ndjson", "assets.ndjson", "/original.jpg", "end.json"]) {
    const damaged = Buffer.from(bytes);
    const at = bytes.indexOf(name) + name.length + 30;
    damaged[at] = (damaged[at] as number) ^ 1;
    await writeFile(file, damaged);
    await refused(/changed|not an export|damaged/);
    await copyFile(whole, file);
    await truncate(file, at);
    await refused("cut off");
  }
  await writeFile(file, "not a ZIP file at all");
  await refused("not an export of Rookery");
  await server.db.execute(sql`update schema_migrations set sha256 = 'another' where version = 1`);
  await copyFile(whole, file);
  await refused("Run the same version on both servers");
});

test("an import that breaks off leaves no row, and can be repeated", async () => {
  const server = await newServer();
  const file = await exported();
  for (const fails of [2, 4]) {
    let puts = 0;
    const blobs: BlobStore = {
      ...server.services.blobs,
      put: (...call) => {
        if (++puts === fails) throw new Error("The disk is full.");
        return server.services.blobs.put(...call);
      },
    };
    const target = { ...server.services, blobs, now: clock.now(), folder: server.folder };
    await expect(importOrganization(target, file)).rejects.toThrow("The disk is full.");
    expect(await rowsIn(server.db)).toBe(0);
  }
  // The last statement of the transaction fails.
  await server.db.execute(
    sql`create function fails() returns trigger language plpgsql as $$ begin raise 'The power went out.'; end $$`,
  );
  await server.db.execute(
    sql`create trigger fails before delete on staged_blobs for each statement execute function fails()`,
  );
  await expect(server.arrive(file)).rejects.toThrow("The power went out.");
  expect(await rowsIn(server.db)).toBe(0);
  await server.db.execute(sql`drop trigger fails on staged_blobs`);
  await server.arrive(file);
  expect((await toldOf(server.app, moving)).assets).toEqual(before.assets);
});

test("memory that a tenant's own key sealed arrives sealed, and opens with that key only", async () => {
  const own = await newTenant(app, { encryption_mode: "byok" });
  const key = { "x-encryption-key": Buffer.alloc(32, 7).toString("base64") };
  const { user_id } = (await own.call("POST", "/users", { display_name: "Grace" }, key)).body;
  const { conversation_id } = (await own.call("POST", "/conversations", { user_id }, key)).body;
  const said = { user_id, conversation_id, user_message: "My cat is called Tom.", agent_response: "" };
  await own.call("POST", "/memory/ingest", said, key);
  const { slug } = await database.one<{ slug: string }>(
    sql`select slug from organizations o join tenants t on t.organization_id = o.id where t.id = ${own.tenantId}`,
  );
  const file = await exported({}, slug);
  const server = await newServer();
  await server.arrive(file);
  const asked = async (server: typeof app, headers: Record<string, string>) => {
    const query = { user_id, query: "cat Tom" };
    const { status, body } = await callMemory(server, own.apiKey, "POST", "/memory/query", query, headers);
    return [status, body.memories?.map(({ user_message }: { user_message: string }) => user_message)];
  };
  expect(await asked(server.app, key)).toEqual([200, ["My cat is called Tom."]]);
  expect(await asked(server.app, {})).toEqual([400, undefined]);
  expect((await callMemory(server.app, own.apiKey, "GET", `/users/${user_id}`)).body.display_name).toBe(
    "Grace",
  );
});

test("an encrypted export opens with its passphrase only", async () => {
  const passphrase = "correct horse battery staple";
  const [sealed, file] = [await exported({ passphrase }), join(await temporaryFolder(), "export.zip")];
  const bytes = await readFile(sealed);
  for (const plain of ["manifest.json", organizationId, "Rosinante"])
    expect(bytes.includes(plain)).toBe(false);
  await expect(openedSource(createReadStream(sealed), undefined)).rejects.toThrow("--passphrase-file");
  await pipeline(await openedSource(createReadStream(sealed), passphrase), createWriteStream(file));
  const server = await newServer();
  expect(await server.arrive(file)).toMatchObject({ organization: organizationId });
});

test("an organization that is not there cannot be exported", async () => {
  const file = createWriteStream(join(await temporaryFolder(), "export.zip"));
  await expect(writeExport({ ...services, now: clock.now() }, "nowhere", file)).rejects.toThrow();
});
