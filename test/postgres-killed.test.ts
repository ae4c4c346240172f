import { randomBytes } from "node:crypto";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { livingPostmaster } from "../src/platform/embedded-postgres/postmaster-file.ts";
import { multipart } from "./support/agent.ts";
import { count } from "./support/counts.ts";
import { temporaryFolder } from "./support/processes/folders.ts";
import { freePort } from "./support/processes/free-port.ts";
import { startServer } from "./support/processes/server-process.ts";

const kills = 3;
const pictures = 6;

test("the server survives the death of its Postgres: it answers 503, and every picture is ready afterwards", async () => {
  const [dataDir, port] = [await temporaryFolder(), await freePort()];
  const server = await startServer(dataDir, port, { LOG_LEVEL: "silent" });
  const ask = async (path: string, options: RequestInit = {}) => {
    const answer = await fetch(`${server.origin}${path}`, {
      ...options,
      headers: { "api-version": "2026-05-20", "content-type": "application/json", ...options.headers },
    });
    const { data } = (await answer.json()) as { data: Record<string, string> & { assets: { id: string }[] } };
    return { status: answer.status, data };
  };
  const started = await ask("/libraries", { method: "POST", body: '{"email": "ada@example.com"}' });
  const { organizationId, libraryId, apiKey } = started.data;
  const headers = { authorization: `Bearer ${apiKey}` };
  const library = `/organizations/${organizationId}/libraries/${libraryId}`;
  const postmaster = () => livingPostmaster(join(dataDir, "postgres", "cluster"));

  // Large enough to be in processing when Postgres is killed.
  const noise = { raw: { width: 3000, height: 3000, channels: 3 } } as const;
  const png = await sharp(randomBytes(3000 * 3000 * 3), noise)
    .png({ compressionLevel: 0 })
    .toBuffer();
  const ids: string[] = [];
  const statuses = new Set<number>();
  for (let kill = 0; kill < kills; kill++) {
    const files = Object.fromEntries(
      Array.from({ length: pictures / kills }, (_, i) => [`${kill}-${i}.png`, png]),
    );
    const { body, contentType } = multipart(files);
    const { data } = await vi.waitFor(async () => {
      const answer = await ask(`${library}/assets`, {
        method: "POST",
        body,
        headers: { ...headers, "content-type": contentType },
      });
      expect(answer.status).toBe(200);
      return answer;
    }, 20_000);
    ids.push(...data.assets.map(({ id }) => id));
    const { pid } = (await postmaster()) as { pid: number };
    process.kill(pid, "SIGKILL");
    count("faults injected");
    await vi.waitFor(async () => {
      const { status } = await ask(`${library}/assets`, { headers });
      statuses.add(status);
      expect((await postmaster())?.pid ?? pid).not.toBe(pid);
      expect(status).toBe(200);
    }, 20_000);
  }
  expect([...statuses].every((status) => status === 200 || status === 503)).toBe(true);
  for (const id of ids) {
    await vi.waitFor(
      async () => {
        const { data } = await ask(`${library}/assets/${id}`, { headers });
        expect(data.status).toBe("ready");
      },
      { timeout: 60_000, interval: 200 },
    );
  }
  count("writes acknowledged", ids.length);
  expect(await server.stop("SIGTERM")).toBe(0);
}, 150_000);
