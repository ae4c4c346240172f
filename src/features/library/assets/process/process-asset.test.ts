import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import sql from "sql-template-tag";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Agent, newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { brokenPicture, drawnPdf, movie, pdf, picture } from "../../../../../test/support/files.ts";
import { stored } from "../../../../../test/support/stored.ts";
import { startWorkers } from "../../../../kernel/jobs/workers.ts";
import { jobs } from "../../../../main/registry.ts";
import { DecodeInterrupted } from "../../../../media/decode/decode-interrupted.ts";
import { warnings } from "../../../../media/decode/imperfect.ts";
import type { Renditions } from "../../files/renditions.ts";
import { processAsset, retryExhausted } from "./process.ts";

const { app, services, database } = await testApp();
const staging = join(services.config.dataDir, "staging");
const png = await picture("teal", 500, 300);
const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
);
const assetOf = async (agent: Agent, id: string) => (await agent.get(`${agent.library}/assets/${id}`)).data;
const upload = async (agent: Agent, files: Record<string, Buffer>): Promise<string[]> =>
  (await agent.upload(files)).data.assets.map(({ id }: { id: string }) => id);

async function working(): Promise<void> {
  const workers = await startWorkers(services, jobs);
  onTestFinished(() => workers.stop());
}

/** Makes rendering fail, as a full disk does. */
async function breakDisk(): Promise<void> {
  await rm(staging, { recursive: true, force: true });
  await writeFile(staging, "");
}
const mendDisk = () => rm(staging, { recursive: true });

test("a picture becomes ready in the background, with dimensions, blurhash and sizes", async () => {
  await working();
  const agent = await newAgent(app);
  const [id = ""] = await upload(agent, { "a.png": png });
  await vi.waitFor(async () => expect((await assetOf(agent, id)).status).toBe("ready"), 10_000);
  const asset = await assetOf(agent, id);
  expect(asset).toMatchObject({ width: 500, height: 300, progress: 100, error: null });
  expect(asset.blurhash).toMatch(/^.{6,}$/);
  expect(Object.keys(asset.sizes)).toEqual(["400"]);
  expect(asset.updated).toBeGreaterThanOrEqual(asset.created);
  expect((await stored(services)).staging).toEqual([]);
});

test("a picture that cannot be decoded fails with a plain reason, and the next one becomes ready", async () => {
  await working();
  const agent = await newAgent(app);
  const [broken = "", whole = ""] = await upload(agent, { "broken.png": brokenPicture, "whole.png": png });
  await vi.waitFor(async () => {
    expect((await assetOf(agent, broken)).status).toBe("failed");
    expect((await assetOf(agent, whole)).status).toBe("ready");
  }, 10_000);
  const { error, progress, width } = await assetOf(agent, broken);
  expect(error).toMatch(/^The file [a-z ]+\.$/);
  expect([progress, width]).toEqual([100, null]);
});

test("a JPEG without its end becomes ready, and its asset says so", async () => {
  await working();
  const agent = await newAgent(app);
  const jpeg = await sharp(await picture("teal", 500, 300))
    .jpeg()
    .toBuffer();
  const [cut = "", whole = ""] = await upload(agent, { "cut.jpg": jpeg.subarray(0, -2), "whole.jpg": jpeg });
  await vi.waitFor(async () => {
    expect(await assetOf(agent, cut)).toMatchObject({
      status: "ready",
      error: null,
      warning: warnings.endsEarly,
    });
    expect(await assetOf(agent, whole)).toMatchObject({ status: "ready", warning: null });
  }, 10_000);
});

test("a PDF is ready at once, and its first page becomes its thumbnail", async () => {
  const agent = await newAgent(app);
  const [drawn = "", bare = ""] = await upload(agent, { "drawn.pdf": drawnPdf, "bare.pdf": pdf });
  for (const id of [drawn, bare])
    expect(await assetOf(agent, id)).toMatchObject({ status: "ready", thumbUrl: null, blurhash: null });
  await working();
  await vi.waitFor(async () => expect((await assetOf(agent, drawn)).thumbUrl).not.toBeNull(), 20_000);
  const asset = await assetOf(agent, drawn);
  expect(asset).toMatchObject({ width: null, height: null, sizes: null, contentType: "application/pdf" });
  for (const [url, edge] of [
    [asset.thumbUrl, 400],
    [asset.thumbHighUrl, 800],
    [asset.thumbUrlBlurred, 400],
  ]) {
    const answer = await app.inject(new URL(url).pathname);
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "image/webp"]);
    expect(await sharp(answer.rawPayload).metadata()).toMatchObject({ height: edge });
  }
});

test("a video stays ready where nothing draws it", async () => {
  await working();
  const agent = await newAgent(app);
  const [id = ""] = await upload(agent, { "film.mp4": movie() });
  await vi.waitFor(
    async () =>
      expect(
        await database.query(sql`select 1 from graphile_worker.jobs where key = ${`process ${id}`}`),
      ).toEqual([]),
    10_000,
  );
  const asset = await assetOf(agent, id);
  expect(asset).toMatchObject({ status: "ready", error: null, thumbUrl: null });
  expect((await app.inject(`${new URL(asset.url).pathname}/x/400.webp`)).statusCode).toBe(404);
});

test("a PDF that cannot be drawn stays ready without a thumbnail, and its size links answer 404", async () => {
  const agent = await newAgent(app);
  const [id = ""] = await upload(agent, { "bare.pdf": pdf });
  await processAsset(services, { assetId: id, heavy: true }, { isLast: true });
  const asset = await assetOf(agent, id);
  expect(asset).toMatchObject({ status: "ready", error: null, thumbUrl: null });
  const { pathname } = new URL(asset.url);
  for (let i = 0; i < 2; i++) expect((await app.inject(`${pathname}/x/400.webp`)).statusCode).toBe(404);
  expect((await app.inject(pathname)).rawPayload).toEqual(pdf);
});

test("processing is retried after an internal error, and the asset becomes ready when it is resolved", async () => {
  const agent = await newAgent(app);
  const [id = ""] = await upload(agent, { "a.png": png });
  await breakDisk();
  await working();
  const job = sql`select attempts, last_error as error from graphile_worker._private_jobs where key = ${`process ${id}`}`;
  await vi.waitFor(
    async () => expect(await database.one(job)).toMatchObject({ attempts: 1, error: /ENOTDIR|EEXIST/ }),
    10_000,
  );
  expect((await assetOf(agent, id)).status).toBe("processing");
  await mendDisk();
  await database.execute(sql`update graphile_worker._private_jobs set run_at = now()`); // rather than wait
  await vi.waitFor(async () => expect((await assetOf(agent, id)).status).toBe("ready"), 10_000);
});

test("an internal error never ends a picture: after the last attempt it is queued again", async () => {
  const agent = await newAgent(app);
  const [id = ""] = await upload(agent, { "a.png": png });
  await breakDisk();
  for (const isLast of [false, true]) {
    await expect(processAsset(services, { assetId: id }, { isLast })).rejects.toThrow();
    expect((await assetOf(agent, id)).status).toBe("processing");
  }
  await mendDisk();
  const key = `process ${id}`;
  await database.execute(
    sql`update graphile_worker._private_jobs set attempts = max_attempts where key = ${key}`,
  );
  await retryExhausted(services);
  const job = sql`select attempts, run_at > now() + interval '50 minutes' as later from graphile_worker.jobs where key = ${key}`;
  expect(await database.one(job)).toEqual({ attempts: 0, later: true });
  await processAsset(services, { assetId: id }, { isLast: true });
  expect((await assetOf(agent, id)).status).toBe("ready");
});

test("a decode that a busy machine cut short is tried again", async () => {
  const agent = await newAgent(app);
  const [id = ""] = await upload(agent, { "a.png": png });
  const renditions = { ...services.renditions, process: () => Promise.reject(new DecodeInterrupted("busy")) };
  const busy = processAsset({ ...services, renditions }, { assetId: id }, { isLast: true });
  await expect(busy).rejects.toThrow("busy");
  expect(await assetOf(agent, id)).toMatchObject({ status: "processing", error: null });
});

test("a file that a swap moved stays when the asset it came from is deleted while it is drawn", async () => {
  const agent = await newAgent(app);
  const [id = ""] = await upload(agent, { "a.png": png });
  await processAsset(services, { assetId: id }, { isLast: false });
  const added = (await agent.upload({ "b.pdf": drawnPdf }, { parentId: id })).data.assets[0];
  const renditions: Renditions = {
    ...services.renditions,
    async process(...given) {
      const drawn = await services.renditions.process(...given);
      const swap = `${agent.library}/assets/${id}/promote`;
      expect((await agent.request("POST", swap, { variantId: added.id })).status).toBe(200);
      await database.execute(sql`delete from assets where id = ${added.id}`);
      return drawn;
    },
  };
  await processAsset({ ...services, renditions }, { assetId: added.id, heavy: true }, { isLast: false });
  const { url } = await assetOf(agent, id);
  expect((await app.inject(new URL(url).pathname)).rawPayload).toEqual(drawnPdf);
});

test("the pictures of one organization are processed two at a time, beside those of others", async () => {
  const [one, other] = [await newAgent(app), await newAgent(app)];
  const busy = await upload(one, { "a.png": png, "b.png": png, "c.png": png });
  const quick = await upload(other, { "d.png": png });
  const queues = async (ids: string[]) => {
    const rows = await database.query<{ queue: string }>(
      sql`select queue_name as queue from graphile_worker.jobs where key = any(${ids.map((id) => `process ${id}`)}::text[])`,
    );
    return new Set(rows.map(({ queue }) => queue));
  };
  const queuesOfOne = await queues(busy);
  expect(queuesOfOne.size).toBe(2);
  for (const queue of await queues(quick)) expect(queuesOfOne).not.toContain(queue);
});

test("pictures that take long leave workers for a neighbour's picture, however many organizations send them", async () => {
  const released = Promise.withResolvers<never>();
  const renditions: Renditions = {
    ...services.renditions,
    isHeavy: async ({ mediaType }) => mediaType === "image/svg+xml",
    process: (file) =>
      file.mediaType === "image/svg+xml" ? released.promise : services.renditions.process(file),
  };
  const workers = await startWorkers({ ...services, renditions }, jobs);
  onTestFinished(async () => {
    released.reject(new Error("released"));
    await workers.stop();
  });
  for (let n = 0; n < 20; n++) {
    const drawings = Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`${i}.svg`, svg]));
    await upload(await newAgent(app), drawings);
  }
  const waiting = () =>
    database.query<{ name: string }>(
      sql`select distinct queue_name as name from graphile_worker.jobs where queue_name like 'pictures heavy %'`,
    );
  await vi.waitFor(async () => expect(await waiting()).toHaveLength(8), 20_000);
  const neighbour = await newAgent(app);
  const [id = ""] = await upload(neighbour, { "a.png": png });
  await vi.waitFor(async () => expect((await assetOf(neighbour, id)).status).toBe("ready"), 20_000);
});

test("an organization's first picture runs before the backlog of another", async () => {
  const [one, other] = [await newAgent(app), await newAgent(app)];
  const backlog = [
    ...(await upload(one, { "a.png": png, "b.png": png, "c.png": png })),
    ...(await upload(one, { "d.png": png })),
  ];
  const [first] = await upload(other, { "e.png": png });
  const keys = [...backlog, first].map((id) => `process ${id}`);
  const inOrder = await database.query<{ key: string }>(
    sql`select key from graphile_worker.jobs where key = any(${keys}::text[]) order by priority, run_at, id`,
  );
  expect(inOrder.map(({ key }) => keys.indexOf(key))).toEqual([0, 4, 1, 2, 3]);
});
