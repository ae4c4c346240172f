import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import sql from "sql-template-tag";
import { beforeEach, expect, test } from "vitest";
import { openStores } from "../src/main/open-store.ts";
import type { BlobStore } from "../src/platform/blobs/blobs.ts";
import { testApp } from "./support/app.ts";
import { movie, picture } from "./support/files.ts";
import { jobsDone } from "./support/jobs.ts";
import { secondNode } from "./support/processes/second-node.ts";
import { testS3 } from "./support/s3/s3-server.ts";
import { agentOfTeam, newTeam } from "./support/team.ts";

const { settings, proxy } = await testS3();
const tested = await testApp({ workers: true, config: { store: "folder", s3: settings } });
const { app, services, database } = tested;
const { folder, s3 } = await openStores(services.config);
const team = await newTeam(app, services);
const { organizationId, owner } = team;
const agent = await agentOfTeam(app, team);
beforeEach(() => {
  proxy.faults = () => undefined;
});

// Each test starts the command some times.
const withProcessesMs = 180_000;
const main = fileURLToPath(new URL("../src/main/main.ts", import.meta.url));

/** The command as a process. */
function move(to: "s3" | "folder", store: "s3" | "folder", ...more: string[]) {
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: services.config.dataDir,
    STORE: store,
    S3_ENDPOINT: settings.endpoint,
    S3_BUCKET: settings.bucket,
    S3_PREFIX: settings.prefix,
    S3_ACCESS_KEY_ID: settings.credentials?.accessKeyId,
    S3_SECRET_ACCESS_KEY: settings.credentials?.secretAccessKey,
  };
  return promisify(execFile)(process.execPath, [main, "store", "move", "--to", to, ...more], { env });
}

const path = (url: string) => new URL(url).pathname;
const isFile = (request: { method: string; path: string }) =>
  request.method === "PUT" && request.path.includes("original");

async function upload(name: string, content: Buffer): Promise<{ id: string; url: string }> {
  return (await agent.upload({ [name]: content })).data.assets[0];
}

async function purge(id: string): Promise<void> {
  await owner.call("deleteAssets", { organizationId, libraryId: "pictures", ids: [id] });
  await owner.call("purgeAssets", { organizationId, libraryId: "pictures", ids: [id] });
  await jobsDone(database, "delete_blob");
}

async function blobOf(id: string): Promise<string> {
  return (await database.one<{ blob: string }>(sql`select blob from assets where id = ${id}`)).blob;
}

async function hashesIn(store: BlobStore | undefined): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for await (const { key } of store?.list() ?? []) {
    const found = await store?.withFile(key, async (file) =>
      createHash("sha256")
        .update(await readFile(file))
        .digest("hex"),
    );
    hashes[key] = found ?? "";
  }
  return hashes;
}

test(
  "a store is moved while files come and go, and goes on after it was killed; every byte is the same",
  async () => {
    const contents = new Map<string, Buffer>();
    const add = async (content: Buffer) => {
      const asset = await upload("a.mp4", content);
      contents.set(asset.url, content);
      return asset;
    };
    for (let i = 0; i < 12; i++) await add(movie(randomBytes(1000 + i * 50_000).toString("latin1")));
    await add(await picture("teal", 900, 600));
    await jobsDone(database, "process_asset");
    const before = await hashesIn(folder);

    let written = 0;
    const first = move("s3", "folder");
    proxy.faults = (request) => {
      if (isFile(request) && ++written === 5) first.child.kill("SIGKILL");
      return undefined;
    };
    await expect(first).rejects.toMatchObject({ signal: "SIGKILL" });
    expect(Object.keys(await hashesIn(s3)).length).toBeLessThan(Object.keys(before).length);

    // Purged exactly while it is written to the other store, and uploaded meanwhile.
    let gone: { blob: string; url: string } | undefined;
    let asked: string | undefined;
    proxy.faults = async (request) => {
      if (!isFile(request) || gone) return undefined;
      const blob = request.path.split("/").at(-2) ?? "";
      gone = { blob, url: "" };
      const { id } = await database.one<{ id: string }>(sql`select id from assets where blob = ${blob}`);
      gone.url = [...contents.keys()].find((url) => url.includes(id)) ?? "";
      await purge(id);
      asked = (await upload("late.mp4", movie("late"))).url;
      return undefined;
    };
    const resumed = JSON.parse((await move("s3", "folder")).stdout);
    expect(resumed).toMatchObject({ deleted: 1, removed: 0 });
    expect(resumed.alreadyThere).toBeGreaterThan(0);
    expect(asked).toBeDefined();
    contents.delete(gone?.url ?? "");

    // The switch. What came late is still read from the folder.
    const switched = await secondNode(tested, { store: "s3" });
    for (const [url, content] of contents)
      expect((await switched.app.inject({ url: path(url) })).rawPayload.equals(content), url).toBe(true);
    expect((await switched.app.inject({ url: path(asked ?? "") })).rawPayload.equals(movie("late"))).toBe(
      true,
    );
    expect((await switched.app.inject({ url: path(gone?.url ?? "") })).statusCode).toBe(404);

    const { stdout } = await move("s3", "s3", "--remove");
    const left = Object.keys(await hashesIn(s3));
    expect(JSON.parse(stdout)).toMatchObject({ removed: left.length });
    expect(await hashesIn(folder)).toEqual({});
    expect(left.some((name) => name.startsWith(gone?.blob ?? "-"))).toBe(false);
    const after = await hashesIn(s3);
    for (const name of left.filter((name) => name in before)) expect(after[name], name).toBe(before[name]);
    for (const [url, content] of contents)
      expect((await switched.app.inject({ url: path(url) })).rawPayload.equals(content), url).toBe(true);
  },
  withProcessesMs,
);

test(
  "it moves back to a folder, and adds nothing to the staging folder",
  async () => {
    const there = await hashesIn(s3);
    const staging = () => readdir(join(services.config.dataDir, "staging"));
    const before = await staging(); // of the killed one
    const theirs = join(services.config.dataDir, "backup");
    await writeFile(theirs, "of another program");
    await s3?.put("backups/today.rookery", theirs);
    await move("folder", "folder", "--remove");
    expect(await hashesIn(folder)).toEqual(there);
    expect(Object.keys(await hashesIn(s3))).toEqual(["backups/today.rookery"]);
    expect(await staging()).toEqual(before);
  },
  withProcessesMs,
);

test(
  "files are not removed while new ones come there, and mistakes are told in a sentence",
  async () => {
    await expect(move("s3", "folder", "--remove")).rejects.toMatchObject({
      stderr: expect.stringContaining("Set STORE=s3, restart the server"),
    });
    await expect(move("nowhere" as "s3", "s3")).rejects.toMatchObject({
      stderr: expect.stringContaining("Say where to: s3 or folder."),
    });
  },
  withProcessesMs,
);

test(
  "a deleted file is deleted in both stores",
  async () => {
    const { id } = await upload("both.png", await picture());
    await jobsDone(database, "process_asset");
    const blob = await blobOf(id);
    await move("s3", "folder");
    await purge(id);
    for (const store of [folder, s3])
      expect(Object.keys(await hashesIn(store)).filter((name) => name.startsWith(blob))).toEqual([]);
  },
  withProcessesMs,
);
