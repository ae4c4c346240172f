import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import sql from "sql-template-tag";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { fromBuffer } from "yauzl";
import { openStores } from "../src/main/open-store.ts";
import { agentOf, newAgent, send } from "./support/agent.ts";
import { testApp } from "./support/app.ts";
import { movie, picture } from "./support/files.ts";
import { jobsDone } from "./support/jobs.ts";
import { secondNode } from "./support/processes/second-node.ts";
import { testS3 } from "./support/s3/s3-server.ts";
import { agentOfTeam, newTeam } from "./support/team.ts";

const { settings, proxy } = await testS3();
const tested = await testApp({ workers: true, config: { store: "s3", s3: settings } });
const { app, services, database } = tested;
beforeEach(() => {
  proxy.faults = () => undefined;
});

const otherDir = await mkdtemp(join(tmpdir(), "rookery-test-"));
afterAll(() => rm(otherDir, { recursive: true, force: true }));
await cp(join(services.config.dataDir, "secret"), join(otherDir, "secret"));
const other = await secondNode(tested, { dataDir: otherDir });
const photo = await picture("teal", 900, 600);

async function keysInBucket(): Promise<string[]> {
  const { s3 } = await openStores(services.config);
  const keys: string[] = [];
  for await (const { key } of s3?.list() ?? []) keys.push(key);
  return keys;
}

async function blobOf(id: string): Promise<string> {
  return (await database.one<{ blob: string }>(sql`select blob from assets where id = ${id}`)).blob;
}

const path = (url: string) => url.slice(url.indexOf("/cdn"));
const get = (node: { app: typeof app }, url: string, headers = {}) =>
  node.app.inject({ url: path(url), headers });

test("files are uploaded to the bucket, and served whole, in parts and in sizes", async () => {
  const agent = await newAgent(app);
  const film = movie("x".repeat(700_000));
  const [a, b] = (await agent.upload({ "a.png": photo, "b.mp4": film })).data.assets;
  await jobsDone(database, "process_asset");
  expect(await keysInBucket()).toContain(`${await blobOf(b.id)}/original`);
  expect(await readdir(join(services.config.dataDir, "blobs")).catch(() => [])).toEqual([]);
  expect(await readdir(join(services.config.dataDir, "staging"))).toEqual([]);
  expect((await get({ app }, a.url)).rawPayload.equals(photo)).toBe(true);
  const part = await get({ app }, b.url, { range: "bytes=600000-600099" });
  expect([part.statusCode, part.rawPayload.equals(film.subarray(600_000, 600_100))]).toEqual([206, true]);
  const sized = await get({ app }, `${a.url}?w=128&fm=jpg`);
  expect([sized.statusCode, sized.headers["content-type"]]).toEqual([200, "image/jpeg"]);
  expect((await get(other, b.url)).rawPayload.equals(film)).toBe(true);
});

test("what one node uploads, another serves; what one deletes, none serves or keeps", async () => {
  const team = await newTeam(app, services);
  const { organizationId, owner } = team;
  const agent = await agentOfTeam(app, team);
  const [{ id, url }] = (await agent.upload({ "a.png": photo })).data.assets;
  await jobsDone(database, "process_asset");
  const blob = await blobOf(id);
  for (const query of ["", "?w=100", "?w=200&fm=png"])
    expect((await get(other, url + query)).statusCode, query).toBe(200);
  const kept = () => [other.services.cacheArea, other.services.copies].map((area) => area?.folders());
  expect((await Promise.all(kept())).flat()).toContain(blob);

  await agentOf(other.app, agent).request("DELETE", `${agent.library}/assets`, { ids: [id] });
  for (const node of [{ app }, other]) {
    await vi.waitFor(async () => expect((await get(node, url)).statusCode).toBe(404));
    await vi.waitFor(async () => expect((await get(node, `${url}?w=100`)).statusCode).toBe(404));
  }
  await owner.call("restoreAssets", { organizationId, libraryId: "pictures", ids: [id] });
  expect((await get(other, url)).rawPayload.equals(photo)).toBe(true);
  await owner.call("deleteAssets", { organizationId, libraryId: "pictures", ids: [id] });
  expect((await owner.call("emptyTrash", { organizationId, libraryId: "pictures" })).data).toEqual({
    count: 1,
  });
  await jobsDone(database, "delete_blob");
  expect((await keysInBucket()).filter((name) => name.startsWith(blob))).toEqual([]);
  await vi.waitFor(async () => expect((await Promise.all(kept())).flat()).not.toContain(blob));
});

test("ZIP files and galleries have the files of the bucket", async () => {
  const agent = await newAgent(app);
  const [{ id }] = (await agent.upload({ "a.png": photo, "b.mp4": movie() })).data.assets;
  const { data } = await agent.request("POST", `${agent.library}/downloads`, {});
  const zip = await other.app.inject({ url: new URL(data.downloadUrl).pathname });
  expect(await filesIn(zip.rawPayload)).toEqual({ "a.png": photo, "b.mp4": movie() });
  const share = (await agent.request("POST", `${agent.library}/shares`, {})).data;
  const page = await other.app.inject({ url: new URL(share.url).pathname });
  expect([page.statusCode, page.payload.includes(id)]).toEqual([200, true]);
});

test("erasing an organization leaves nothing of it in the bucket", async () => {
  const team = await newTeam(app, services);
  const { organizationId } = team;
  const agent = await agentOfTeam(app, team);
  const { assets } = (await agent.upload({ "a.png": photo, "b.png": photo })).data;
  await jobsDone(database, "process_asset");
  const blobs = await Promise.all(assets.map(({ id }: { id: string }) => blobOf(id)));
  await services.eraseOrganization(
    (await database.one<{ id: number }>(sql`select id from organizations where slug = ${organizationId}`)).id,
  );
  await jobsDone(database, "delete_blob");
  expect((await keysInBucket()).filter((name) => blobs.some((blob) => name.startsWith(blob)))).toEqual([]);
});

test("while the bucket fails, an upload and a link answer 503, and nothing is half there", async () => {
  const agent = await newAgent(app);
  const [{ url }] = (await agent.upload({ "a.mp4": movie("y".repeat(700_000)) })).data.assets;
  const before = await keysInBucket();
  proxy.faults = () => "error";
  const refused = await agent.upload({ "b.mp4": movie() });
  expect([refused.status, refused.error.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
  const served = await send(other.app, undefined, "GET", path(url));
  expect([served.status, served.headers["retry-after"]]).toEqual([503, "5"]);
  expect((await services.blobs.check().catch((error) => error)).message).toContain("The S3 store failed");
  proxy.faults = () => undefined;
  expect(await keysInBucket()).toEqual(before);
  expect((await agent.get(`${agent.library}/assets`)).text.match(/"filename"/g)).toHaveLength(1);
  expect((await get(other, url)).statusCode).toBe(200);
});

test("an upload that meets faults on its way is whole", async () => {
  const agent = await newAgent(app);
  let asked = 0;
  proxy.faults = ({ method }) =>
    method === "PUT" ? (["error", "cut request", "damaged request"] as const)[asked++] : undefined;
  const [{ url }] = (await agent.upload({ "a.png": photo })).data.assets;
  expect((await get(other, url)).rawPayload.equals(photo)).toBe(true);
  expect(asked).toBeGreaterThanOrEqual(4);
});

function filesIn(zip: Buffer): Promise<Record<string, Buffer>> {
  const found: Record<string, Buffer> = {};
  return new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error) return reject(error);
      file.on("entry", (entry) =>
        file.openReadStream(entry, async (_, stream) => {
          found[entry.fileName] = await buffer(stream);
          file.readEntry();
        }),
      );
      file.on("end", () => resolve(found));
      file.readEntry();
    });
  });
}
