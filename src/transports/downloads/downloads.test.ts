import { once } from "node:events";
import { readdir, readlink } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import yauzl from "yauzl";
import { type Agent, agentOf, newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { newBrowser, signedIn } from "../../../test/support/browser.ts";
import { movie, pdf, picture } from "../../../test/support/files.ts";
import { newKey, newOrganization, operate } from "../../../test/support/operator.ts";
import { newTeam } from "../../../test/support/team.ts";
import { deleteKey } from "../../features/identity/keys/operations.ts";
import { sweepDownloads } from "../../features/library/assets/download/sweep.ts";

const { app, services, database, clock } = await testApp();
const png = await picture();
const red = await picture("red");

async function linkTo(agent: Agent, body: object = {}): Promise<string> {
  const { status, data } = await agent.request("POST", `${agent.library}/downloads`, body);
  expect(status).toBe(201);
  return new URL(data.downloadUrl).pathname;
}

const ids = ({ data }: Awaited<ReturnType<Agent["upload"]>>): string[] =>
  data.assets.map(({ id }: { id: string }) => id);

/** The files of an archive, in its order. */
async function unzipped(archive: Buffer): Promise<[name: string, content: Buffer][]> {
  const zip = await yauzl.fromBufferPromise(archive, { strictFileNames: true });
  const files: [string, Buffer][] = [];
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.push([entry.fileName, Buffer.concat(chunks)]);
  }
  return files;
}

test("a download holds the files of the named assets and views, in their order, with equal names numbered", async () => {
  const agent = await newAgent(app);
  const [a = "", b = "", c = ""] = ids(await agent.upload({ "a.png": png, "b.pdf": pdf, "c.mp4": movie() }));
  const [same = ""] = ids(await agent.upload({ "A.PNG": red }));
  const [view = ""] = ids(await agent.upload({ "a.png": red }, { parentId: a }));
  const { data } = await agent.request("POST", `${agent.library}/downloads`, {
    assetIds: [c, a, same, b, view, a],
  });
  expect(data).toMatchObject({
    files: 5,
    bytes: png.length + red.length * 2 + pdf.length + movie().length,
    downloadUrl: expect.stringMatching(/\/downloads\/[\w-]{43}$/),
  });
  const answer = await app.inject({ url: new URL(data.downloadUrl).pathname });
  expect(answer.headers).toMatchObject({
    "content-type": "application/zip",
    "content-disposition": `attachment; filename=${agent.libraryId}.zip`,
    "cache-control": "private, no-store",
    "content-length": String(answer.rawPayload.length),
  });
  expect(await unzipped(answer.rawPayload)).toEqual([
    ["c.mp4", movie()],
    ["a.png", png],
    ["A (2).PNG", red],
    ["b.pdf", pdf],
    ["a (3).png", red],
  ]);
});

test("without ids it holds the whole library, or what has a tag, without views and trash", async () => {
  const agent = await newAgent(app);
  const [a = "", , gone = ""] = ids(await agent.upload({ "a.png": png, "b.png": red, "gone.png": red }));
  await agent.upload({ "view.png": red }, { parentId: a });
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [gone] });
  await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: [a], tags: ["Sea"] });
  const names = async (body: object) =>
    (await unzipped((await app.inject({ url: await linkTo(agent, body) })).rawPayload)).map(([name]) => name);
  expect(await names({})).toEqual(["b.png", "a.png"]);
  expect(await names({ tags: ["sea"] })).toEqual(["a.png"]);
});

test("private metadata stays out of a download", async () => {
  const agent = await newAgent(app);
  const { default: sharp } = await import("sharp");
  const withPlace = await sharp(png)
    .jpeg()
    .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "41/1 23/1 0/1" } })
    .toBuffer();
  await agent.upload({ "a.jpg": withPlace });
  const answer = await app.inject({ url: await linkTo(agent) });
  const [[, content] = []] = await unzipped(answer.rawPayload);
  expect(content?.length).toBeLessThan(withPlace.length);
  expect(content?.includes("Exif")).toBe(false);
});

test("a download of a thousand files has the announced size", async () => {
  const agent = await newAgent(app);
  const [a = ""] = ids(await agent.upload({ "a.pdf": pdf }));
  await database.execute(
    sql`insert into assets (id, organization_id, library_id, position, filename, name, media_type, bytes, sha256, version, blob,
          stripped, status, created_at, updated_at)
        select left(md5(n::text), 11), organization_id, library_id, position + n, filename, name, media_type, bytes, sha256,
          version, blob, stripped, status, created_at, updated_at from assets a, generate_series(1, 999) n where id = ${a}`,
  );
  const answer = await app.inject({ url: await linkTo(agent) });
  expect(answer.headers["content-length"]).toBe(String(answer.rawPayload.length));
  const files = await unzipped(answer.rawPayload);
  expect(files).toHaveLength(1_000);
  expect(new Set(files.map(([name]) => name)).size).toBe(1_000);
});

test("more than 10 GB or 5,000 files are refused", async () => {
  const agent = await newAgent(app);
  const [a = ""] = ids(await agent.upload({ "a.pdf": pdf }));
  await database.execute(sql`update assets set bytes = ${10 * 1024 ** 3 + 1} where id = ${a}`);
  const large = await agent.request("POST", `${agent.library}/downloads`, { assetIds: [a] });
  expect([large.status, large.error.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  const many = await agent.request("POST", `${agent.library}/downloads`, {
    assetIds: Array.from({ length: 5_001 }, (_, i) => `id${i}`),
  });
  expect([many.status, many.error.code]).toEqual([400, "BAD_USER_INPUT"]);
  expect(await agent.request("POST", `${agent.library}/downloads`, {})).toMatchObject({ status: 413 });
});

test("an asset that is deleted after the link was made is left out", async () => {
  const agent = await newAgent(app);
  const [a = ""] = ids(await agent.upload({ "a.png": png, "b.png": red }));
  const link = await linkTo(agent);
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [a] });
  const files = await unzipped((await app.inject({ url: link })).rawPayload);
  expect(files.map(([name]) => name)).toEqual(["b.png"]);
});

test("a link ends after 15 minutes, with its key, and with the key's grant", async () => {
  const agent = await newAgent(app);
  await agent.upload({ "a.png": png });
  const link = await linkTo(agent);
  expect((await app.inject({ url: link })).statusCode).toBe(200);
  clock.advance(15 * 60_000);
  expect((await app.inject({ url: link })).json().error.code).toBe("RESOURCE_NOT_FOUND");
  await sweepDownloads(services);
  expect(await database.query(sql`select from downloads where expires_at <= ${clock.now()}`)).toEqual([]);

  const organizationId = await newOrganization(services, ["lib"]);
  const writer = await newKey(services, organizationId, { lib: "write" });
  await agentOf(app, { organizationId, libraryId: "lib", apiKey: writer.apiKey }).upload({ "a.png": png });
  const { apiKey, id: keyId } = await newKey(services, organizationId, { lib: "read" });
  const ofKey = await linkTo(agentOf(app, { organizationId, libraryId: "lib", apiKey }));
  expect((await app.inject({ url: ofKey })).statusCode).toBe(200);
  await operate(services, deleteKey, { organizationId, keyId });
  expect((await app.inject({ url: ofKey })).statusCode).toBe(404);
});

test("a link made in the app needs the session of a member", async () => {
  const team = await newTeam(app, services);
  const place = { organizationId: team.organizationId, libraryId: "pictures" };
  const { apiKey } = await newKey(services, team.organizationId, { pictures: "write" });
  await agentOf(app, { ...place, apiKey }).upload({ "a.png": png });
  const { data } = await team.viewer.call("createDownload", place);
  const url = new URL(data.downloadUrl).pathname;
  const status = async (who: { cookies: Map<string, string> }) => {
    const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return (await app.inject({ url, headers: { cookie } })).statusCode;
  };
  expect(await status(team.viewer)).toBe(200);
  expect(await status(newBrowser(app, services))).toBe(401);
  expect(await status(await signedIn(app, services, "stranger@example.com"))).toBe(404);
  await team.owner.call("removeMember", {
    organizationId: team.organizationId,
    accountId: team.accountIds.viewer,
  });
  expect(await status(team.viewer)).toBe(404);
});

test("a client that goes away closes the file that is being read", async () => {
  const agent = await newAgent(app);
  const large = movie("x".repeat(30 * 1024 * 1024));
  await agent.upload({ "a.mp4": large, "b.mp4": large });
  const origin = await app.listen();
  const request = get(origin + (await linkTo(agent)));
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  await once(answer, "data");
  answer.pause();
  await vi.waitFor(async () => expect(await openBlobs()).toHaveLength(1));
  request.destroy();
  await vi.waitFor(async () => expect(await openBlobs()).toEqual([]));
});

/** Files of the blob store that this process has open. */
async function openBlobs(): Promise<string[]> {
  const paths = await Promise.all(
    (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")),
  );
  return paths.filter((path) => path.startsWith(`${services.config.dataDir}/blobs/`));
}
