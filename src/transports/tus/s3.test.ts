import { randomBytes, randomInt } from "node:crypto";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Upload } from "tus-js-client";
import { afterAll, beforeEach, expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { movie } from "../../../test/support/files.ts";
import { cuttingProxy } from "../../../test/support/processes/cutting-proxy.ts";
import { secondNode } from "../../../test/support/processes/second-node.ts";
import { testS3 } from "../../../test/support/s3/s3-server.ts";
import { keyOf, tus, tusUploads } from "../../../test/support/transports/tus.ts";
import { openStores } from "../../main/open-store.ts";

const MB = 1024 * 1024;
const { settings, proxy } = await testS3();
const tested = await testApp({ config: { store: "s3", s3: settings } });
const { app, services } = tested;

// The other node shares the database, the secret and the bucket, and no folder.
const otherDir = await mkdtemp(join(tmpdir(), "rookery-test-"));
afterAll(() => rm(otherDir, { recursive: true, force: true }));
await cp(join(services.config.dataDir, "secret"), join(otherDir, "secret"));
const other = await secondNode(tested, { dataDir: otherDir });

beforeEach(() => {
  proxy.faults = () => undefined;
});

const { started, send } = tusUploads(app);
const film = movie(randomBytes(1.5 * MB).toString("hex"));

async function keysInBucket(): Promise<string[]> {
  const { s3 } = await openStores(services.config);
  const keys: string[] = [];
  for await (const { key } of s3?.list() ?? []) keys.push(key);
  return keys;
}

const served = async (node: { app: typeof app }, url: string) =>
  (await node.app.inject(new URL(url).pathname)).rawPayload;

test("parts that two nodes without a shared folder take become one file, byte for byte", async () => {
  const agent = await newAgent(app);
  const url = await started(agent, film.length);
  const third = Math.floor(film.length / 3);
  await send(url, 0, film.subarray(0, third), keyOf(agent));
  await send(url, third, film.subarray(third, 2 * third), keyOf(agent), other.app);
  const last = await send(url, 2 * third, film.subarray(2 * third), keyOf(agent), other.app);
  const { data } = await agent.get(`${agent.library}/assets/${last.headers["asset-id"]}`);
  for (const node of [{ app }, other]) expect((await served(node, data.url)).equals(film)).toBe(true);
  for (const dir of [services.config.dataDir, otherDir])
    expect(await readdir(join(dir, "staging"))).toEqual([]);
});

test("an upload whose connection breaks goes on at the node that answers then, with a bucket that fails at times", async () => {
  const network = await cuttingProxy();
  const config = { store: "s3" as const, s3: settings, publicUrl: network.origin };
  const here = await testApp({ config });
  await cp(join(here.services.config.dataDir, "secret"), join(otherDir, "secret"));
  const there = await secondNode(here, { dataDir: otherDir });
  const origins = await Promise.all([here.app.listen(), there.app.listen()]);
  const ports = origins.map((origin) => Number(new URL(origin).port));
  let requests = 0;
  let writes = 0;
  proxy.faults = ({ method }) => (method === "PUT" && writes++ % 7 === 3 ? "error" : undefined);
  const agent = await newAgent(here.app);
  const { organizationId, libraryId, apiKey } = agent;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  network.cutNext(10, () => randomInt(1, 500_000));
  new Upload(film, {
    endpoint: `${network.origin}/files`,
    metadata: { organizationId, libraryId, filename: "film.mp4" },
    headers: { Authorization: `Bearer ${apiKey}` },
    retryDelays: Array(100).fill(1),
    chunkSize: MB,
    onBeforeRequest: () => network.to(ports[requests++ % 2] as number),
    onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader("Asset-Id") ?? ""),
    onError: reject,
  }).start();
  const id = await promise;
  expect(network.cuts).toBe(10);
  const { data } = await agent.get(`${agent.library}/assets/${id}`);
  for (const node of [here, there]) expect((await served(node, data.url)).equals(film)).toBe(true);
  expect((await agent.get(`${agent.library}/assets`)).data).toHaveLength(1);
});

test("a finished and a deleted upload leave no parts in the bucket", async () => {
  const agent = await newAgent(app);
  const before = await keysInBucket();
  const url = await started(agent, film.length);
  await send(url, 0, film.subarray(0, MB), keyOf(agent));
  expect((await keysInBucket()).length).toBeGreaterThan(before.length);
  expect((await tus(other.app, "DELETE", url, { headers: keyOf(agent) })).status).toBe(204);
  expect(await keysInBucket()).toEqual(before);
  const whole = await started(agent, film.length);
  await send(whole, 0, film, keyOf(agent), other.app);
  const added = (await keysInBucket()).filter((key) => !before.includes(key));
  expect(added.map((key) => key.split("/")[1])).toEqual(["original"]);
});

test("while the bucket is away, a part is refused with 503 and not counted, and goes on afterwards", async () => {
  const agent = await newAgent(app);
  const url = await started(agent, film.length);
  proxy.faults = () => "error";
  const refused = await send(url, 0, film.subarray(0, MB), keyOf(agent));
  expect([refused.status, refused.error.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
  proxy.faults = () => undefined;
  expect((await tus(other.app, "HEAD", url, { headers: keyOf(agent) })).headers["upload-offset"]).toBe("0");
  const sent = await send(url, 0, film, keyOf(agent), other.app);
  const { data } = await agent.get(`${agent.library}/assets/${sent.headers["asset-id"]}`);
  expect((await served(other, data.url)).equals(film)).toBe(true);
});
