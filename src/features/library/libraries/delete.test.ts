import { Readable } from "node:stream";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { agentOf } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { pdf, picture } from "../../../../test/support/files.ts";
import { jobsDone } from "../../../../test/support/jobs.ts";
import { stored } from "../../../../test/support/stored.ts";
import { newTeam } from "../../../../test/support/team.ts";
import { removeExpired } from "../../identity/claims/clean-up.ts";
import { removeOrganization } from "../../identity/organizations/remove.ts";
import { endOrganization } from "../../identity/organizations/store.ts";
import { transferAssets } from "../assets/organise/operations.ts";
import { uploadAssets } from "../assets/upload/operations/upload.ts";
import { openUpload } from "../assets/upload/staging/open-upload.ts";
import { endLibrary } from "./end-library.ts";

const { app, services, database, clock } = await testApp({ workers: true });
const png = await picture();

/** A team with the libraries `pictures` and `papers`, and an agent with write access to both. */
async function newShelves() {
  const team = await newTeam(app, services);
  const { organizationId, owner } = team;
  await owner.call("createLibrary", { organizationId, name: "Papers" });
  const libraries = { pictures: "write", papers: "write" };
  const { apiKey } = (await owner.call("createKey", { organizationId, name: "Agent", libraries })).data;
  const agent = agentOf(app, { organizationId, libraryId: "pictures", apiKey });
  const remove = (libraryId = "pictures") =>
    owner.call("deleteLibrary", { organizationId, libraryId, confirm: libraryId });
  return { ...team, agent, remove };
}

const rowId = async (slug: string): Promise<number> =>
  (await database.one<{ id: number }>(sql`select id from organizations where slug = ${slug}`)).id;

test("deleting needs the slug of an existing library as confirmation", async () => {
  const { owner, organizationId, agent } = await newShelves();
  const refused = await owner.call("deleteLibrary", {
    organizationId,
    libraryId: "pictures",
    confirm: "yes",
  });
  expect(refused.error).toEqual({
    code: "BAD_USER_INPUT",
    message: "confirm: type 'pictures' to delete this library.",
  });
  expect((await agent.get("/me")).data.libraries).toEqual(["pictures", "papers"]);
  const none = { organizationId, libraryId: "atlantis", confirm: "atlantis" };
  expect((await owner.call("deleteLibrary", none)).error.code).toBe("RESOURCE_NOT_FOUND");
});

test("a deleted library disappears at once from lists, keys, links, upload addresses and storage usage", async () => {
  const { owner, organizationId, agent, remove } = await newShelves();
  const [asset] = (await agent.upload({ "a.png": png })).data.assets;
  const address = await agent.request("POST", `${agent.library}/uploads`, { filename: "b.png" });
  expect((await remove()).data).toEqual({ success: true, libraryId: "pictures" });
  expect((await owner.call("listLibraries", { organizationId })).data).toMatchObject([{ id: "papers" }]);
  expect((await agent.get("/me")).data.libraries).toEqual(["papers"]);
  expect((await agent.get(`${agent.library}/assets`)).error.code).toBe("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY");
  expect((await owner.call("listKeys", { organizationId })).data[0].libraries).toEqual({ papers: "write" });
  expect((await app.inject({ method: "GET", url: new URL(asset.url).pathname })).statusCode).toBe(404);
  const { pathname } = new URL(address.data.uploadUrl);
  expect((await app.inject({ method: "PUT", url: pathname, payload: png })).statusCode).toBe(404);
  expect((await owner.call("getUsage", { organizationId })).data.storage.bytes).toBe(0);
});

test("the slug of a deleted library is free at once, and a new library with it is empty", async () => {
  const { owner, organizationId, agent, remove } = await newShelves();
  await agent.upload({ "a.pdf": pdf });
  await remove();
  expect((await owner.call("createLibrary", { organizationId, name: "Pictures" })).status).toBe(200);
  expect((await owner.call("listAssets", { organizationId, libraryId: "pictures" })).data).toEqual([]);
});

test("everything in a deleted library is removed, including views and files, and other libraries stay", async () => {
  const { owner, organizationId, agent, remove } = await newShelves();
  const [parent] = (await agent.upload({ "a.png": png })).data.assets;
  await agent.upload({ "view.png": png }, { parentId: parent.id });
  const library = agent.library.replace("pictures", "papers");
  const [kept] = (await agent.upload({ "kept.pdf": pdf }, { library })).data.assets;
  const { id } = await database.one<{ id: number }>(
    sql`select library_id as id from assets where id = ${parent.id}`,
  );
  // More than fit into one transaction, each with a view.
  await database.execute(
    sql`insert into assets (id, organization_id, library_id, position, parent_id, filename, name, media_type, bytes, sha256,
          version, blob, stripped, status, created_at, updated_at)
        select kind || n, organization_id, library_id, 10 + n, case kind when 'view' then 'many' || n end, 'a.png', 'a',
          'image/png', 1, '', 'v', kind || n, false, 'ready', now(), now()
        from assets, generate_series(1, 700) n, (values ('many'), ('view')) k(kind) where assets.id = ${parent.id}`,
  );
  await remove();
  await jobsDone(database, "remove_organization");
  await jobsDone(database, "delete_blob");
  for (const table of [
    sql`select 1 from assets where library_id = ${id}`,
    sql`select 1 from asset_runs where library_id = ${id}`,
    sql`select 1 from search_words where library_id = ${id}`,
    sql`select 1 from libraries where id = ${id}`,
    sql`select 1 from organizations where expires_at is not null`,
  ])
    expect(await database.query(table), table.text).toEqual([]);
  expect((await owner.call("listAssets", { organizationId, libraryId: "papers" })).data).toMatchObject([
    { id: kept.id },
  ]);
  const { rows, blobs } = await stored(services);
  expect(blobs).toEqual(rows);
  await remove("papers");
  await jobsDone(database, "remove_organization");
  await jobsDone(database, "delete_blob");
});

test("an upload that began before its library was deleted fails and leaves no file", async () => {
  const { organizationId, agent, remove } = await newShelves();
  const call = { transport: "rest", address: "127.0.0.1", requestId: "test", token: agent.apiKey } as const;
  const known = { organizationId, libraryId: "pictures" };
  const late = async () => {
    await using upload = openUpload(services);
    await services.invoke(uploadAssets, {
      ...call,
      known,
      async read() {
        const files = [await upload.stage(Readable.from([pdf]), "late.pdf")];
        await remove();
        return { ...known, files };
      },
    });
    upload.committed({});
  };
  await expect(late()).rejects.toMatchObject({ code: "RESOURCE_NOT_FOUND" });
  expect((await stored(services)).staged).toEqual([]);
});

test("of a simultaneous transfer and deletion the later one fails, and no asset is lost", async () => {
  const { organizationId, agent, remove } = await newShelves();
  const [asset] = (await agent.upload({ "a.pdf": pdf })).data.assets;
  const input = {
    organizationId,
    sourceLibraryId: "pictures",
    targetLibraryId: "papers",
    assetIds: [asset.id],
  };
  const transfer = services.invoke(transferAssets, {
    transport: "rest",
    address: "127.0.0.1",
    requestId: "test",
    token: agent.apiKey,
    known: { organizationId },
    async read() {
      await remove("papers");
      return input;
    },
  });
  await expect(transfer).rejects.toMatchObject({ code: "RESOURCE_NOT_FOUND" });
  expect((await agent.get(`${agent.library}/assets/${asset.id}`)).status).toBe(200);
});

test("the sweep finishes a deletion after a crash", async () => {
  const { organizationId, agent } = await newShelves();
  const [asset] = (await agent.upload({ "a.pdf": pdf })).data.assets;
  const organization = await rowId(organizationId);
  await database.transaction((tx) => endLibrary(tx, organization, "pictures", clock.now()));
  await removeExpired(services);
  expect(await database.query(sql`select 1 from assets where id = ${asset.id}`)).toEqual([]);
});

test("an organization can be removed while its deleted libraries are still being removed", async () => {
  const { organizationId, agent } = await newShelves();
  await agent.upload({ "a.pdf": pdf });
  const organization = await rowId(organizationId);
  await database.transaction(async (tx) => {
    await endLibrary(tx, organization, "pictures", clock.now());
    await endOrganization(tx, organization, clock.now());
  });
  await removeOrganization(services, { organizationId: organization });
  const left = sql`select 1 from organizations where id = ${organization}`;
  expect(await database.query(left)).toEqual([]);
});
