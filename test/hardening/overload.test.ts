import autocannon from "autocannon";
import { expect, test, vi } from "vitest";
import { multipart } from "../support/agent.ts";
import { count, measured } from "../support/counts.ts";
import { picture } from "../support/files.ts";
import { temporaryFolder } from "../support/processes/folders.ts";
import { freePort } from "../support/processes/free-port.ts";
import { startServer } from "../support/processes/server-process.ts";

// Some fifty connections keep this server busy: this is ten times as many.
const connections = 500;
const seconds = 15;
const bulkUploads = 400;
const bulkAtOnce = 50;
const lightMaxMs = 1_000;
const recoveryMaxMs = 5_000;

const version = { "api-version": "2026-05-20" };

async function startedServer() {
  const { origin } = await startServer(await temporaryFolder(), await freePort(), { LOG_LEVEL: "silent" });
  const started = await fetch(`${origin}/libraries`, {
    method: "POST",
    headers: { ...version, "content-type": "application/json" },
    body: '{"email":"ada@example.com"}',
  });
  const { data } = (await started.json()) as { data: Record<string, string> };
  const headers = { ...version, authorization: `Bearer ${data.apiKey}` };
  const organization = `${origin}/organizations/${data.organizationId}`;
  return { headers, organization, assets: `${organization}/libraries/${data.libraryId}/assets` };
}

const png = await picture();

type Server = Awaited<ReturnType<typeof startedServer>>;

test("ordinary bulk use is never refused, and under ten times the load light calls are answered within a second", async () => {
  const server = await startedServer();
  await useInBulk(server);
  await flood(server);
  await recover(server);
}, 300_000);

async function useInBulk({ assets, headers }: Server): Promise<void> {
  let begun = 0;
  const answers = new Map<string, number>();
  const connection = async () => {
    while (begun < bulkUploads) {
      const { body, contentType } = multipart({ [`holiday ${begun++}.png`]: png });
      const answer = await fetch(assets, {
        method: "POST",
        body,
        headers: { ...headers, "content-type": contentType },
      });
      const said = answer.ok ? "ok" : await answer.text();
      answers.set(said, (answers.get(said) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: bulkAtOnce }, connection));
  expect([...answers.keys()]).toEqual(["ok"]);
}

/** Heavy calls are refused, light ones are answered. */
async function flood({ assets, organization, headers }: Server): Promise<void> {
  let over = false;
  const flooding = autocannon({
    url: `${organization}/search/assets?q=holiday`,
    headers,
    connections,
    duration: seconds,
    timeout: 60,
    workers: 1, // so that it delays no measuring
  });
  const flooded = Promise.resolve(flooding);
  void flooded.finally(() => {
    over = true;
  });
  const light: number[] = [];
  const refused: number[] = [];
  while (!over) {
    const sentAt = performance.now();
    const { status } = await fetch(`${assets}?pageSize=20`, { headers });
    if (status === 200) light.push(performance.now() - sentAt);
    else refused.push(status);
  }
  const { statusCodeStats = {}, errors } = await flooded;
  const answered = (status: 200 | 503) => Number(statusCodeStats[`${status}`]?.count ?? 0);
  count("heavy calls answered under overload", answered(200));
  count("heavy calls refused early", answered(503));
  count("light calls refused under overload", refused.length);
  const p99 = light.toSorted((a, b) => a - b)[Math.floor(light.length * 0.99)] as number;
  measured("light calls under overload, p99, ms", p99);
  expect(errors).toBe(0);
  expect(Object.keys(statusCodeStats).every((status) => status === "200" || status === "503")).toBe(true);
  expect(answered(200)).toBeGreaterThan(0);
  expect(p99).toBeLessThan(lightMaxMs);
}

async function recover({ organization, headers }: Server): Promise<void> {
  const endedAt = performance.now();
  await vi.waitFor(
    async () =>
      expect((await fetch(`${organization}/search/assets?q=holiday`, { headers })).status).toBe(200),
    { timeout: 60_000, interval: 50 },
  );
  measured("recovered from overload after, ms", performance.now() - endedAt);
  expect(performance.now() - endedAt).toBeLessThan(recoveryMaxMs);
}
