import { execFileSync } from "node:child_process";
import { chmod, chown, lstat, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { canRun } from "../src/platform/embedded-postgres/account.ts";
import { multipart } from "./support/agent.ts";
import { temporaryFolder } from "./support/processes/folders.ts";
import { freePort } from "./support/processes/free-port.ts";
import { type ServerProcess, startServer } from "./support/processes/server-process.ts";

const isRoot = process.getuid?.() === 0;
const nobody = { name: "nobody", uid: 65534, gid: 65534, isOurs: false };
const canBeNobody = isRoot && (await canRun(nobody, process.execPath, ["--version"]));
if (!canBeNobody) console.info("Skipped: tests as several accounts");

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Starts a library, which writes a mail, and uploads a picture, which is rendered. */
async function use({ origin }: ServerProcess): Promise<void> {
  const ask = async (path: string, options: RequestInit) => {
    const headers = {
      "api-version": "2026-05-20",
      "content-type": "application/json",
      ...options.headers,
    };
    const answer = await fetch(`${origin}${path}`, { ...options, headers });
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { data: Record<string, string> & { status: string } }).data;
  };
  const body = '{"email": "ada@example.com"}';
  const { organizationId, libraryId, apiKey } = await ask("/libraries", { method: "POST", body });
  const library = `/organizations/${organizationId}/libraries/${libraryId}/assets`;
  const authorization = `Bearer ${apiKey}`;
  const file = multipart({ "a.png": png });
  const uploaded = await ask(library, {
    method: "POST",
    body: file.body,
    headers: { authorization, "content-type": file.contentType },
  });
  const [{ id }] = uploaded.assets as unknown as [{ id: string }];
  await vi.waitFor(async () => {
    const { status } = await ask(`${library}/${id}`, { headers: { authorization } });
    expect(status).toBe("ready");
  }, 20_000);
}

/** What others may do with the folder and everything in it, as "mode path". */
async function openToOthers(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const all = await Promise.all(
    ["", ...names].map(async (name) => [name, await lstat(join(folder, name))] as const),
  );
  return all
    .filter(([, entry]) => !entry.isSymbolicLink() && (entry.mode & 0o077) !== 0)
    .map(([name, { mode }]) => `${(mode & 0o777).toString(8)} ${name}`);
}

/** Whether another account can list a folder, or read a file. */
function canSee({ uid, gid }: { uid: number; gid: number }, path: string): boolean {
  try {
    execFileSync("sh", ["-c", 'ls "$0" && { test -d "$0" || cat "$0"; }', path], {
      uid,
      gid,
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

describe.runIf(canBeNobody)("other accounts of the machine see nothing of the data folder", () => {
  test("of a server of root, which only lets Postgres pass", async () => {
    const dataDir = join(await temporaryFolder(), "data");
    const server = await startServer(dataDir, await freePort(), { LOG_LEVEL: "silent" });
    await use(server);
    expect((await lstat(join(dataDir, "postgres"))).isDirectory()).toBe(true);
    expect(await openToOthers(dataDir)).toEqual(["711 "]);
    for (const name of ["", "secret", "postgres", "blobs", "outbox", "postgres.lock"])
      expect([name, canSee(nobody, join(dataDir, name))]).toEqual([name, false]);
    await server.stop("SIGTERM");

    for (const name of ["", "blobs", "outbox", "staging"]) await chmod(join(dataDir, name), 0o755);
    await chmod(join(dataDir, "secret"), 0o644);
    const again = await startServer(dataDir, await freePort(), { LOG_LEVEL: "silent" });
    expect(await openToOthers(dataDir)).toEqual(["711 "]);
    await again.stop("SIGTERM");
  });

  test("of a server of an ordinary user", async () => {
    const folder = await temporaryFolder();
    const dataDir = join(folder, "data");
    await mkdir(dataDir);
    await chown(dataDir, nobody.uid, nobody.gid);
    const server = await startServer(dataDir, await freePort(), { LOG_LEVEL: "silent" }, nobody);
    await use(server);
    expect(await openToOthers(dataDir)).toEqual([]);
    const daemon = { uid: 1, gid: 1 };
    for (const name of ["", "secret", "postgres", "blobs"])
      expect([name, canSee(daemon, join(dataDir, name))]).toEqual([name, false]);
  });
});
