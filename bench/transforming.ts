import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pLimit from "p-limit";
import { startIpx } from "./ipx.ts";
import { writePhotograph } from "./photograph.ts";
import { type Figure, figure, median, ms, ratio } from "./report.ts";
import { end, type Server } from "./server.ts";
import type { LoopTask } from "./sharp-loop.ts";
import { uploadReady } from "./uploading.ts";

const pictures = 16;
const atATime = 2;
const rounds = 7;
const width = 512;
const clients = 64;
const shareOf = { sharp: 0.9, ipx: 1.2 };
const sixMegapixels = { width: 3000, height: 2000 };

/** Sizes that nobody asked for before, beside sharp in a loop and ipx, which render the same file as often. */
export async function transforming(server: Server): Promise<Figure[]> {
  const folder = join(server.dataDir, "six-megapixels");
  await mkdir(folder);
  const path = join(folder, "0.jpg");
  await writePhotograph(path, sixMegapixels);
  for (let i = 1; i < pictures; i++) await copyFile(path, join(folder, `${i}.jpg`));
  const assets = await uploadReady(server, path, pictures);
  const urls = assets.map(({ url }) => url);
  const loop = fork(loopScript);
  const ipx = await startIpx(folder);
  try {
    return [
      ...(await rendering("jpeg", { urls, path, loop, ipx: ipx.url })),
      ...(await rendering("webp", { urls, path, loop, ipx: ipx.url })),
      await atOnce(server, `${urls[0]}?w=640&fm=jpg`),
    ];
  } finally {
    await end(loop);
    await end(ipx.child);
  }
}

interface Sides {
  urls: readonly string[];
  path: string;
  loop: ChildProcess;
  ipx: string;
}

/** Each round asks for another quality, so that nothing is cached. The sides take turns; the middle round counts. */
async function rendering(format: "jpeg" | "webp", { urls, path, loop, ipx }: Sides): Promise<Figure[]> {
  const times: Record<"ours" | "sharp" | "ipx", number>[] = [];
  for (let round = 0; round <= rounds; round++) {
    const quality = 55 + 5 * round;
    const task = { path, width, format, quality, times: pictures, atATime } satisfies LoopTask;
    const ours = await timed(urls.map((url) => `${url}?w=${width}&fm=${format}&q=${quality}`));
    const sharp = await loopTime(loop, task);
    const theirs = await timed(urls.map((_, i) => `${ipx}/w_${width},f_${format},q_${quality}/${i}.jpg`));
    if (round > 0) times.push({ ours, sharp, ipx: theirs }); // the first warms code and files
  }
  return (["sharp", "ipx"] as const).map((side) => {
    const share = median(times.map((round) => round[side] / round.ours));
    const each = (of: "ours" | "sharp" | "ipx") => ms(median(times.map((round) => round[of])) / pictures);
    return figure(
      `new ${width}-px ${format === "jpeg" ? "JPEG" : "WebP"} of 6 MP, beside ${side}`,
      `${ratio(share)} (${each("ours")} to ${each(side)} each)`,
      share,
      { atLeast: shareOf[side], unit: " ×" },
    );
  });
}

async function timed(urls: readonly string[]): Promise<number> {
  const limit = pLimit(atATime);
  const startedAt = performance.now();
  await Promise.all(urls.map((url) => limit(() => download(url))));
  return performance.now() - startedAt;
}

async function download(url: string): Promise<void> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

async function loopTime(loop: ChildProcess, task: LoopTask): Promise<number> {
  loop.send(task);
  const [time] = (await once(loop, "message")) as [number];
  return time;
}

/** How many renders it takes when everybody asks for a new size at the same moment. */
async function atOnce(server: Server, url: string): Promise<Figure> {
  const before = await server.metric("rookery_renders_total");
  await Promise.all(Array.from({ length: clients }, () => download(url)));
  const renders = (await server.metric("rookery_renders_total")) - before;
  return figure(`renders for ${clients} clients at once`, String(renders), renders, { below: 2 });
}

const loopScript = fileURLToPath(new URL("./sharp-loop.ts", import.meta.url));
