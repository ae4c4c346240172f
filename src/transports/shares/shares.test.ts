import sql from "sql-template-tag";
import { expect, test } from "vitest";
import yauzl from "yauzl";
import { type Agent, agentOf } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { movie, picture } from "../../../test/support/files.ts";
import { secrets, withPrivateMetadata } from "../../../test/support/media/pictures.ts";
import { newKey, newOrganization } from "../../../test/support/operator.ts";
import { sweepShares } from "../../features/library/shares/sweep.ts";

// Shares never serve private metadata, whatever the setting.
const { app, services, database, clock } = await testApp({ config: { servePrivateMetadata: true } });
const png = await picture();
const dayMs = 86_400_000;

async function newKeeper(): Promise<Agent> {
  const organizationId = await newOrganization(services, ["pictures", "other"]);
  const { apiKey } = await newKey(services, organizationId, { pictures: "write", other: "write" });
  return agentOf(app, { organizationId, libraryId: "pictures", apiKey });
}

async function bring(agent: Agent, files: Record<string, Buffer>): Promise<string[]> {
  const { data } = await agent.upload(files);
  const ids = data.assets.map(({ id }: { id: string }) => id);
  await database.execute(
    sql`update assets set status = 'ready', width = 1200, height = 900 where id = any(${ids})`,
  );
  return ids;
}

async function share(agent: Agent, body: object = {}) {
  const { status, data } = await agent.request("POST", `${agent.library}/shares`, body);
  expect(status).toBe(201);
  return { ...data, path: new URL(data.url).pathname } as {
    id: string;
    url: string;
    path: string;
    expiresAt: string;
  };
}

let visitors = 0;
/** A visitor without a key, from an address of their own. */
const open = (url: string, remoteAddress = `192.0.2.${++visitors % 250}`) =>
  app.inject({ url, remoteAddress });
const statusOf = async (url: string) => (await open(url)).statusCode;
const titlesIn = (html: string) => [...html.matchAll(/<a [^>]*title="([^"]*)"/g)].map(([, title]) => title);

test("a link shows the chosen files in their order, without signing in, and no others", async () => {
  const agent = await newKeeper();
  const [a = "", b = "", c = "", hidden = ""] = await bring(agent, {
    "a.png": png,
    "b <i>&.png": png,
    "c.mp4": movie(),
    "hidden.png": png,
  });
  const { path, id } = await share(agent, { assetIds: [c, b, a, b], name: "Été <b>2026</b>" });
  expect(path).toMatch(/^\/s\/[\w-]{43}$/);
  const { statusCode, headers, payload } = await open(path);
  expect(statusCode).toBe(200);
  expect(titlesIn(payload)).toEqual(["c", "b &lt;i&gt;&amp;", "a"]);
  expect(payload).toContain('<h1 dir="auto">Été &lt;b&gt;2026&lt;/b&gt;</h1>');
  expect(payload).toContain("3 files");
  expect(payload).toContain('<meta name="robots" content="noindex, nofollow">');
  expect(headers).toMatchObject({
    "x-robots-tag": "noindex, nofollow",
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": expect.stringMatching(
      /default-src 'none'; script-src 'self'; style-src 'self';/,
    ),
  });
  expect(await statusOf(`${path}/${a}/file`)).toBe(200);
  expect(await statusOf(`${path}/${hidden}/file`)).toBe(404);
  const { version } = await database.one<{ version: string }>(
    sql`select version from assets where id = ${hidden}`,
  );
  expect(await statusOf(`${path}/${hidden}/${version}/400.webp`)).toBe(404);
  expect((await agent.get(`${agent.library}/shares`)).data).toMatchObject([
    { id, name: "Été <b>2026</b>", files: 3, tag: null, createdBy: expect.any(String) },
  ]);
});

test("the link is stored as a hash only, and told once", async () => {
  const agent = await newKeeper();
  await bring(agent, { "a.png": png });
  const { url } = await share(agent);
  const { text } = await agent.get(`${agent.library}/shares`);
  expect(text).not.toContain("/s/");
  const { stored } = await database.one<{ stored: string }>(
    sql`select json_agg(s)::text as stored from shares s`,
  );
  expect(stored).not.toContain(url.split("/s/")[1]);
});

test("thumbnails and files are served through the link, without private metadata", async () => {
  const agent = await newKeeper();
  const [id = ""] = await bring(agent, { "dusk.jpg": await withPrivateMetadata().jpeg().toBuffer() });
  const { path } = await share(agent);
  const { payload } = await open(path);
  const thumb = /src="([^"]*400\.webp)"/.exec(payload)?.[1] as string;
  expect(thumb.startsWith(`${path}/${id}/`)).toBe(true);
  const image = await open(thumb);
  expect(image.headers).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "private, max-age=300",
  });
  const file = await open(`${path}/${id}/file`);
  expect(file.headers).toMatchObject({ "content-disposition": "attachment; filename=dusk.jpg" });
  expect(payload).not.toContain("/cdn/");
  const zip = await open(`${path}/all.zip`);
  for (const secret of secrets) {
    expect(file.rawPayload.includes(secret)).toBe(false);
    expect(zip.rawPayload.includes(secret)).toBe(false);
  }
});

test("tags, descriptions and people are not shown", async () => {
  const agent = await newKeeper();
  const ids = await bring(agent, { "a.png": png });
  await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: ids, tags: ["confidential"] });
  await agent.request("PATCH", `${agent.library}/assets/${ids[0]}/description`, {
    description: "An internal note",
  });
  const { payload } = await open((await share(agent)).path);
  for (const text of ["confidential", "internal note", agent.organizationId, "uploaded"]) {
    expect(payload).not.toContain(text);
  }
});

test("a link to a tag or a library shows what is added later, and not what is trashed or moved", async () => {
  const agent = await newKeeper();
  const [first = "", second = ""] = await bring(agent, { "first.png": png, "second.png": png });
  const tag = (id: string) =>
    agent.request("POST", `${agent.library}/assets/tag`, { assetIds: [id], tags: ["Sea"] });
  await tag(first);
  const [tagged, whole, chosen] = await Promise.all([
    share(agent, { tag: "SEA" }),
    share(agent),
    share(agent, { assetIds: [first, second] }),
  ]);
  const shown = async ({ path }: { path: string }) => titlesIn((await open(path)).payload);
  expect(await shown(tagged)).toEqual(["first"]);
  const [third = ""] = await bring(agent, { "third.png": png });
  await tag(third);
  expect(await shown(tagged)).toEqual(["third", "first"]);
  expect(await shown(whole)).toEqual(["third", "second", "first"]);
  expect(await shown(chosen)).toEqual(["first", "second"]);

  await agent.request("DELETE", `${agent.library}/assets`, { ids: [first] });
  await agent.request("POST", `${agent.library}/assets/transfer`, {
    targetLibraryId: "other",
    assetIds: [second],
  });
  for (const link of [tagged, whole]) expect(await shown(link)).toEqual(["third"]);
  expect(await shown(chosen)).toEqual([]);
  for (const id of [first, second]) expect(await statusOf(`${chosen.path}/${id}/file`)).toBe(404);
});

test("a gallery has pages, and all of it can be downloaded", async () => {
  const agent = await newKeeper();
  for (let at = 0; at < 130; at += 20) {
    const files = Array.from({ length: Math.min(20, 130 - at) }, (_, n) => [`p${at + n}.png`, png] as const);
    await bring(agent, Object.fromEntries(files));
  }
  const { path } = await share(agent);
  const first = await open(path);
  expect(titlesIn(first.payload)).toHaveLength(120);
  expect(first.payload).toContain(`href="${path}?page=2"`);
  const second = await open(`${path}?page=2`);
  expect(titlesIn(second.payload)).toHaveLength(10);
  const zip = await yauzl.fromBufferPromise((await open(`${path}/all.zip`)).rawPayload);
  expect(zip.entryCount).toBe(130);
});

test("a link expires after 30 days unless asked otherwise, with a page that says so", async () => {
  const agent = await newKeeper();
  const [id = ""] = await bring(agent, { "a.png": png });
  const month = await share(agent);
  const year = await share(agent, { expiresInDays: 365 });
  clock.advance(30 * dayMs - 60_000);
  expect(await statusOf(month.path)).toBe(200);
  clock.advance(120_000);
  const { statusCode, payload, headers } = await open(month.path);
  expect(statusCode).toBe(410);
  expect(payload).toContain("This link has ended");
  expect(payload).not.toContain("a.png");
  expect(headers["x-robots-tag"]).toContain("noindex");
  expect(await statusOf(`${month.path}/${id}/file`)).toBe(404);
  expect(await statusOf(`${month.path}/all.zip`)).toBe(404);
  expect(await statusOf(year.path)).toBe(200);
  clock.advance(91 * dayMs);
  await sweepShares(services);
  expect(await statusOf(month.path)).toBe(404);
  expect(await statusOf(year.path)).toBe(200);
});

test("a revoked link ends at once, and so does one to a library that is deleted", async () => {
  const agent = await newKeeper();
  const [id = ""] = await bring(agent, { "a.png": png });
  const gone = await share(agent);
  const kept = await share(agent);
  const revoke = (shareId: string) => agent.request("DELETE", `${agent.library}/shares/${shareId}`, {});
  expect((await revoke(gone.id)).data).toEqual({ id: gone.id });
  expect(await statusOf(gone.path)).toBe(410);
  expect(await statusOf(`${gone.path}/${id}/file`)).toBe(404);
  expect((await revoke(gone.id)).error.code).toBe("RESOURCE_NOT_FOUND");
  expect((await agent.get(`${agent.library}/shares`)).data.map((one: { id: string }) => one.id)).toEqual([
    kept.id,
  ]);
  expect(await statusOf(kept.path)).toBe(200);
  await database.execute(
    sql`update organizations set expires_at = now() - interval '1 day' where slug = ${agent.organizationId}`,
  );
  expect(await statusOf(kept.path)).toBe(410);
});

test("an unknown link is not found, and an address that tries many is slowed down", async () => {
  const agent = await newKeeper();
  await bring(agent, { "a.png": png });
  const { path } = await share(agent);
  const guesser = "198.51.100.7";
  const tries: number[] = [];
  for (let n = 0; n < 62; n++) {
    tries.push((await open(`/s/${"x".repeat(40)}${String(n).padStart(3, "0")}`, guesser)).statusCode);
  }
  expect(tries.slice(0, 60).every((status) => status === 404)).toBe(true);
  expect(tries.at(-1)).toBe(429);
  expect((await open(path, guesser)).statusCode).toBe(200);
  expect(await statusOf("/s/x")).toBe(404);
});
