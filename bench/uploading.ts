import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { writePhotograph } from "./photograph.ts";
import { type Figure, figure, median, ms, ratio } from "./report.ts";
import type { Server } from "./server.ts";

const singles = 15;
const p50MsMax = 400;
const batch = 40;
// The two take turns; the middle round counts.
const rounds = 3;
const filesAtATime = 20;
const shareOfSharp = 0.8;
// Asking takes from the cores that make the pictures, so not more often than the figures need.
const pollMs = 10;

const script = fileURLToPath(new URL("./bare-sharp.ts", import.meta.url));

/** From the first byte sent to `ready`, for one 12-megapixel JPEG; and a batch of them, beside bare sharp. */
export async function uploading(server: Server): Promise<Figure[]> {
  const path = join(server.dataDir, "12-megapixels.jpg");
  const megabytes = (await writePhotograph(path)) / 1e6;
  const picture = new Blob([await readFile(path)]);

  const times: number[] = [];
  for (let i = 0; i < singles; i++) times.push(await timeToReady(server, picture, 1));
  const p50 = median(times);

  const turns: { sharp: number; ours: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    turns.push({ sharp: await bareSharp(path), ours: await timeToReady(server, picture, batch) });
  }
  const share = median(turns.map(({ sharp, ours }) => sharp / ours));
  const each = (side: "sharp" | "ours") => perPicture(median(turns.map((turn) => turn[side])));
  const said = `${ratio(share)} bare sharp (${each("ours")} to ${each("sharp")})`;
  return [
    figure("12-MP JPEG to ready, p50", `${ms(p50)} (${megabytes.toFixed(1)} MB)`, p50, {
      below: p50MsMax,
      unit: " ms",
    }),
    figure(`${batch} of them`, said, share, { atLeast: shareOfSharp, unit: " ×" }),
  ];
}

const perPicture = (totalMs: number) => `${ms(totalMs / batch)} each`;

/** Uploads copies of a picture; answers them once they are ready. */
export async function uploadReady(server: Server, path: string, files: number): Promise<Ready[]> {
  const ids = await upload(server, new Blob([await readFile(path)]), files);
  return Promise.all(ids.map((id) => ready(server, id)));
}

async function timeToReady(server: Server, picture: Blob, files: number): Promise<number> {
  const startedAt = performance.now();
  const ids: string[] = [];
  for (let sent = 0; sent < files; sent += filesAtATime) {
    ids.push(...(await upload(server, picture, Math.min(filesAtATime, files - sent))));
  }
  for (const id of ids) await ready(server, id);
  return performance.now() - startedAt;
}

async function upload({ library, headers }: Server, picture: Blob, files: number): Promise<string[]> {
  const form = new FormData();
  for (let i = 0; i < files; i++) form.append("files", picture, `IMG_${i}.jpg`);
  const answer = await fetch(`${library}/assets`, { method: "POST", headers, body: form });
  if (!answer.ok) throw new Error(`An upload was refused: ${await answer.text()}`);
  const { data } = (await answer.json()) as { data: { assets: { id: string }[] } };
  return data.assets.map(({ id }) => id);
}

interface Ready {
  status: string;
  error: string | null;
  url: string;
  thumbUrl: string;
}

async function ready({ library, headers }: Server, id: string): Promise<Ready> {
  for (;;) {
    const answer = await fetch(`${library}/assets/${id}`, { headers });
    const { data } = (await answer.json()) as { data: Ready };
    if (data.status === "ready") return data;
    if (data.status === "failed") throw new Error(`A picture could not be processed: ${data.error}`);
    await sleep(pollMs);
  }
}

async function bareSharp(path: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, path, String(batch)]);
  return Number(stdout);
}
