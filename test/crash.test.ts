import { randomBytes, randomInt } from "node:crypto";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { openDatabase } from "../src/platform/database/database.ts";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/embedded-postgres.ts";
import { multipart } from "./support/agent.ts";
import { count } from "./support/counts.ts";
import type { Json } from "./support/json.ts";
import { temporaryFolder } from "./support/processes/folders.ts";
import { freePort } from "./support/processes/free-port.ts";
import { type ServerProcess, startServer } from "./support/processes/server-process.ts";
import { storedIn } from "./support/stored.ts";

const uploads = 200;
const connections = 8;
const kills = 5;

const headers = { "api-version": "2026-05-20", "content-type": "application/json" };
const randomPicture = () =>
  sharp(randomBytes(12 * 12 * 3), { raw: { width: 12, height: 12, channels: 3 } })
    .png()
    .toBuffer();

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one story of uploading, killing and counting, whose steps share their counters.
test("no acknowledged upload is lost when the server is repeatedly killed under load", async () => {
  const [dataDir, port] = [await temporaryFolder(), await freePort()];
  let server: ServerProcess | undefined = await startServer(dataDir, port);
  const { origin } = server;
  const ask = async (path: string, options: RequestInit = {}): Promise<Json> => {
    const answer = await fetch(`${origin}${path}`, {
      ...options,
      headers: { ...headers, ...options.headers },
    });
    const { data, error } = (await answer.json()) as { data: unknown; error: unknown };
    if (!answer.ok) throw new Error(JSON.stringify(error));
    return data;
  };
  const started = await ask("/libraries", {
    method: "POST",
    body: JSON.stringify({ email: "ada@example.com" }),
  });
  const authorization = `Bearer ${started.apiKey}`;
  const library = `/organizations/${started.organizationId}/libraries/${started.libraryId}`;
  const get = (path: string) => ask(path, { headers: { authorization } });

  const answered = new Map<string, Buffer>();
  let begun = 0;
  const isKept = async ([id, picture]: [string, Buffer]) => {
    const served = await fetch(`${origin}/cdn/${started.organizationId}/${started.libraryId}/${id}`);
    const { size } = await get(`${library}/assets/${id}`);
    return size === picture.length && picture.equals(Buffer.from(await served.arrayBuffer()));
  };
  const connection = async () => {
    while (begun < uploads) {
      begun++;
      const picture = await randomPicture();
      const { body, contentType } = multipart({ "a.png": picture });
      const sent = { method: "POST", body, headers: { authorization, "content-type": contentType } };
      try {
        const { assets } = await ask(`${library}/assets`, sent);
        answered.set(assets[0].id, picture);
      } catch {
        // Interrupted by the kill: continue as soon as the server listens again.
        await vi.waitFor(() => get("/me"), { timeout: 20_000, interval: 50 });
      }
    }
  };
  const killer = async () => {
    for (let i = 0; i < kills; i++) {
      const next = Math.floor((uploads / (kills + 1)) * (i + 1)) + randomInt(10);
      await vi.waitFor(() => expect(begun).toBeGreaterThanOrEqual(next), {
        timeout: 20_000,
        interval: randomInt(1, 30),
      });
      await server?.kill();
      server = await startServer(dataDir, port);
    }
  };
  await Promise.all([killer(), ...Array.from({ length: connections }, connection)]);
  expect(answered.size).toBeGreaterThan(uploads / 2);
  count("writes acknowledged", answered.size);

  const kept = await Promise.all([...answered].map(isKept));
  count("acknowledged writes lost", kept.filter((one) => !one).length);
  expect(kept).not.toContain(false);
  // The jobs of dead processes are freed every minute.
  const listed = await vi.waitFor(
    async () => {
      const assets = await get(`${library}/assets?pageSize=500`);
      const statuses = new Set(assets.map(({ status }: { status: string }) => status));
      expect(statuses).toEqual(new Set(["ready"]));
      return assets;
    },
    { timeout: 75_000, interval: 100 },
  );
  const [counted] = await get(`/organizations/${started.organizationId}/libraries`);
  expect(counted.assetsCount).toBe(listed.length);

  const postgres = await startEmbeddedPostgres(dataDir, { info: () => {}, warn: console.warn });
  const database = openDatabase(postgres.connection);
  const { rows, staged, blobs } = await storedIn(database, dataDir);
  await database.close();
  await postgres.release();
  expect(rows).toHaveLength(listed.length);
  expect(rows.filter((blob) => !blobs.includes(blob))).toEqual([]);
  expect(blobs.filter((blob) => !rows.includes(blob) && !staged.includes(blob))).toEqual([]);
}, 120_000);
