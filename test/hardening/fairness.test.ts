import { execFileSync } from "node:child_process";
import sharp from "sharp";
import { expect, onTestFinished, test, vi } from "vitest";
import { multipart } from "../support/agent.ts";
import { measured } from "../support/counts.ts";
import { zeroPng } from "../support/media/zero-png.ts";
import { temporaryFolder } from "../support/processes/folders.ts";
import { freePort } from "../support/processes/free-port.ts";
import { startServer } from "../support/processes/server-process.ts";

const rounds = 6;
const readyMaxMs = 5_000;
const decodersMaxMb = 600;

const version = { "api-version": "2026-05-20" };

async function newLibrary(origin: string, email: string) {
  const started = await fetch(`${origin}/libraries`, {
    method: "POST",
    headers: { ...version, "content-type": "application/json" },
    body: JSON.stringify({ email }),
  });
  const { data } = (await started.json()) as { data: Record<string, string> };
  const headers = { ...version, authorization: `Bearer ${data.apiKey}` };
  const assets = `${origin}/organizations/${data.organizationId}/libraries/${data.libraryId}/assets`;
  return {
    async upload(files: Record<string, Buffer>): Promise<string[]> {
      const { body, contentType } = multipart(files);
      const answer = await fetch(assets, {
        method: "POST",
        body,
        headers: { ...headers, "content-type": contentType },
      });
      const { data } = (await answer.json()) as { data: { assets: { id: string }[] } };
      return data.assets.map(({ id }) => id);
    },
    async statusOf(id: string): Promise<string> {
      const answer = await fetch(`${assets}/${id}`, { headers });
      return ((await answer.json()) as { data: { status: string } }).data.status;
    },
  };
}

/** Memory of all decoders that run, in MB. */
function decodersMb(): number {
  const lines = execFileSync("ps", ["-eo", "rss,args"]).toString().split("\n");
  const kilobytes = lines
    .filter((line) => line.includes("decoder-child.ts"))
    .map((line) => Number.parseInt(line, 10));
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

test("a neighbour's picture is ready within 5 s while an organization sends bombs, and decoders stay below 600 MB", async () => {
  const server = await startServer(await temporaryFolder(), await freePort(), { LOG_LEVEL: "silent" });
  const [attacker, neighbour] = [
    await newLibrary(server.origin, "mallory@example.com"),
    await newLibrary(server.origin, "ada@example.com"),
  ];
  const photograph = await sharp({
    create: {
      width: 4000,
      height: 3000,
      channels: 3,
      background: "teal",
      noise: { type: "gaussian", mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer();
  const bomb = await zeroPng(10_900);
  const interlaced = await zeroPng(10_900, { interlaced: true });
  const step = '<feMorphology operator="dilate" radius="300"/><feTurbulence numOctaves="50"/>';
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><filter id="f">${step.repeat(60)}</filter><rect width="99" height="99" filter="url(#f)"/></svg>`,
  );

  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, decodersMb());
  }, 200);
  onTestFinished(() => clearInterval(watching));
  const attack = Promise.all([
    attacker.upload(Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`${n}.png`, bomb]))),
    attacker.upload({ "a.svg": svg, "b.svg": svg }),
    attacker.upload({ "a.png": interlaced, "b.png": interlaced, "c.png": interlaced }),
  ]);
  for (let round = 0; round < rounds; round++) {
    const [id = ""] = await neighbour.upload({ "photograph.jpg": photograph });
    const sentAt = performance.now();
    await vi.waitFor(async () => expect(await neighbour.statusOf(id)).toBe("ready"), {
      timeout: 60_000,
      interval: 50,
    });
    const ms = performance.now() - sentAt;
    measured("neighbour's picture ready after, ms", ms);
    expect(ms).toBeLessThan(readyMaxMs);
  }
  await attack;
  measured("memory of decoders, MB", most);
  expect(most).toBeLessThan(decodersMaxMb);
  expect(most).toBeGreaterThan(0);
}, 300_000);
