import { execFile } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { Upload, type UploadOptions } from "tus-js-client";
import { expect, test, vi } from "vitest";
import { type Agent, agentOf, newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { movie } from "../../../test/support/files.ts";
import { databaseSettings } from "../../../test/support/postgres/database-url.ts";
import { type CuttingProxy, cuttingProxy } from "../../../test/support/processes/cutting-proxy.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { freePort } from "../../../test/support/processes/free-port.ts";
import { startServer } from "../../../test/support/processes/server-process.ts";
import { metadata } from "../../../test/support/transports/tus.ts";

const MB = 1024 * 1024;
const large = (bytes: number) => movie(randomBytes(bytes / 2).toString("hex"));

/** Uploads with tus-js-client. Returns the id of the asset, as the last answer tells it. */
function upload(file: Buffer, agent: Agent, options: UploadOptions): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const { organizationId, libraryId, apiKey } = agent;
  new Upload(file, {
    metadata: { organizationId, libraryId, filename: "film.mp4" },
    headers: { Authorization: `Bearer ${apiKey}` },
    retryDelays: Array(100).fill(1),
    onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader("Asset-Id") ?? ""),
    onError: reject,
    ...options,
  }).start();
  return promise;
}

const sizeOf = (size: number) => () => randomInt(1, size);

/** Whether the link of an asset serves these bytes. */
async function serves(proxy: CuttingProxy, agent: Agent, id: string, file: Buffer): Promise<boolean> {
  const { organizationId, libraryId } = agent;
  const answer = await fetch(`${proxy.origin}/cdn/${organizationId}/${libraryId}/${id}`);
  return file.equals(Buffer.from(await answer.arrayBuffer()));
}

test("a file arrives byte for byte over a connection that breaks fifty times", async () => {
  const proxy = await cuttingProxy();
  const { app } = await testApp({ config: { publicUrl: proxy.origin, unclaimedStorageBytesMax: 64 * MB } });
  proxy.to(Number(new URL(await app.listen()).port));
  const agent = await newAgent(app);
  const file = large(8 * MB);
  proxy.cutNext(50, sizeOf(300_000));
  const id = await upload(file, agent, { endpoint: `${proxy.origin}/files`, chunkSize: 2 * MB });
  expect(proxy.cuts).toBe(50);
  expect(await serves(proxy, agent, id, file)).toBe(true);
  expect((await agent.get(`${agent.library}/assets`)).data).toHaveLength(1);
});

test("an upload goes on, on another process, after kill -9 of the one that took its parts", async () => {
  const proxy = await cuttingProxy();
  const { app, services, connection } = await testApp({ config: { publicUrl: proxy.origin } });
  const agent = await newAgent(app);
  const killed = await startServer(services.config.dataDir, await freePort(), {
    PUBLIC_URL: proxy.origin,
    ...databaseSettings(connection),
  });
  proxy.to(Number(new URL(killed.origin).port));
  const successor = Number(new URL(await app.listen()).port);
  const file = large(20 * MB);
  let killing: Promise<void> | undefined;
  const kill = async () => {
    await killed.kill();
    proxy.to(successor);
  };
  const id = await upload(file, agent, {
    endpoint: `${proxy.origin}/files`,
    chunkSize: 8 * MB,
    retryDelays: Array(1_000).fill(20),
    // In the middle of a part.
    onProgress(sent) {
      if (sent > 12 * MB) killing ??= kill();
    },
  });
  expect(killing).toBeDefined();
  await killing;
  expect(await serves(proxy, agent, id, file)).toBe(true);
}, 120_000);

test("a new request gets the bytes of one whose connection hangs", async () => {
  const proxy = await cuttingProxy();
  const { app } = await testApp({ config: { publicUrl: proxy.origin } });
  const port = Number(new URL(await app.listen()).port);
  proxy.to(port);
  const agent = await newAgent(app);
  const { organizationId, libraryId, apiKey } = agent;
  const headers = { authorization: `Bearer ${apiKey}`, "tus-resumable": "1.0.0" };
  const file = large(1 * MB);
  const created = await fetch(`${proxy.origin}/files`, {
    method: "POST",
    headers: {
      ...headers,
      "upload-length": String(file.length),
      "upload-metadata": metadata({ organizationId, libraryId, filename: "film.mp4" }),
    },
  });
  const url = created.headers.get("location") as string;
  const hanging = request(url, {
    method: "PATCH",
    headers: {
      ...headers,
      "upload-offset": "0",
      "content-type": "application/offset+octet-stream",
      "content-length": String(file.length),
    },
  });
  hanging.on("error", () => {});
  const head = 300_000;
  hanging.write(file.subarray(0, head));
  // The bytes are on their way until they are counted.
  const offset = await vi.waitFor(async () => {
    const answer = await fetch(url, { method: "HEAD", headers });
    const at = Number(answer.headers.get("upload-offset"));
    expect(at).toBeGreaterThan(0);
    return at;
  });
  expect(offset).toBeLessThanOrEqual(head);
  const id = await upload(file, agent, { uploadUrl: url });
  hanging.destroy();
  expect(await serves(proxy, agentOf(app, agent), id, file)).toBe(true);
});

test("the commands for an agent in docs/uploads.md send a file, and the rest of one", async () => {
  const proxy = await cuttingProxy();
  const { app } = await testApp({ config: { publicUrl: proxy.origin } });
  proxy.to(Number(new URL(await app.listen()).port));
  const agent = await newAgent(app);
  const folder = await temporaryFolder();
  const file = large(2 * MB);
  await writeFile(join(folder, "film.mp4"), file);
  const page = await readFile(new URL("../../../docs/uploads.md", import.meta.url), "utf8");
  const script = /```sh\n(.*?)```/s.exec(page)?.[1] ?? "";
  const [send = "", goOn = ""] = script.split("\n\n");
  const { data } = await agent.request("POST", `${agent.library}/uploads`, { filename: "film.mp4" });
  const run = (commands: string) =>
    promisify(execFile)("bash", ["-c", commands], {
      cwd: folder,
      env: { ...process.env, RESUMABLE_URL: data.resumableUrl },
    });
  // The connection breaks within the second request.
  const cut = `${send.split("\ncurl")[0]}\nhead -c 500000 film.mp4 > start && mv film.mp4 whole && mv start film.mp4\ncurl${send.split("\ncurl")[1]}\nmv whole film.mp4\n`;
  const { stdout } = await run(`${cut}\n${goOn}`);
  expect(stdout).toContain("upload-offset: 500000");
  const id = /^asset-id: (\S+)/m.exec(stdout)?.[1] ?? "";
  expect(await serves(proxy, agent, id, file)).toBe(true);
});
