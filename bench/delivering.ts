import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { startIpx } from "./ipx.ts";
import { inTurns, type Load } from "./load.ts";
import { type Nginx, startNginx } from "./nginx.ts";
import { count, type Figure, figure, note, ratio } from "./report.ts";
import { end, type Server } from "./server.ts";
import { uploadReady } from "./uploading.ts";

const pictures = 20;
const connections = 16;
const seconds = 1.5;
const every = { connections, seconds, downloads: true as const };
const shareOfNginx = { thumbnail: 0.4, fullSize: 0.3, transformed: 0.5 };
const timesIpx = 3;
// About 30 kB of the picture below.
const [width, quality] = [512, 75];

/** Files by link that were asked for before, beside nginx that serves the same bytes, and ipx that renders them. */
export async function delivering(server: Server): Promise<Figure[]> {
  const folder = join(server.dataDir, "two-megapixels");
  await mkdir(folder);
  const path = join(folder, "0.jpg");
  await writeGrain(path);
  for (let i = 1; i < pictures; i++) await copyFile(path, join(folder, `${i}.jpg`));
  const assets = await uploadReady(server, path, pictures);
  const links = {
    transformed: assets.map(({ url }) => `${url}?w=${width}&fm=webp&q=${quality}`),
    thumbnail: assets.map(({ thumbUrl }) => thumbUrl),
    fullSize: assets.map(({ url }) => url),
  };
  return [...(await besideNginx(server, links)), await besideIpx(links.transformed, folder)];
}

/** A picture whose thumbnail has some 30 kB, as those of photographs have. */
async function writeGrain(path: string): Promise<void> {
  const noise = { type: "gaussian", mean: 128, sigma: 24 } as const;
  const grain = sharp({ create: { width: 160, height: 120, channels: 3, background: "gray", noise } });
  await sharp(await grain.png().toBuffer())
    .resize(1600, 1200)
    .jpeg({ quality: 92 }) // above 256 kB, up to which files are kept in memory
    .toFile(path);
}

type Links = Record<keyof typeof shareOfNginx, readonly string[]>;

async function besideNginx(server: Server, links: Links): Promise<Figure[]> {
  const nginx = await startNginx(server.dataDir);
  if (!nginx) return [note("files by link", "nginx is not on this machine: not measured")];
  try {
    return [
      await compare(nginx, "cached sizes by link", links.transformed, shareOfNginx.transformed),
      await compare(nginx, "thumbnails by link", links.thumbnail, shareOfNginx.thumbnail),
      await compare(nginx, "full-size files by link", links.fullSize, shareOfNginx.fullSize),
    ];
  } finally {
    await end(nginx.child);
  }
}

async function compare(
  nginx: Nginx,
  name: string,
  links: readonly string[],
  atLeast: number,
): Promise<Figure> {
  const paths: string[] = [];
  let bytes = 0;
  for (const [i, link] of links.entries()) {
    const content = Buffer.from(await (await fetch(link)).arrayBuffer());
    const file = `${name.replaceAll(" ", "-")}-${i}`;
    await writeFile(join(nginx.root, file), content);
    bytes += content.length;
    paths.push(`/${file}`);
  }
  const { ours, theirs } = await inTurns({ ours: tasks(links), theirs: { ...every, url: nginx.url, paths } });
  return beside("nginx", `${name}, ${count(bytes / links.length / 1000)} kB`, ours, theirs, atLeast);
}

/** ipx keeps nothing: it is made to stand behind a cache. */
async function besideIpx(links: readonly string[], folder: string): Promise<Figure> {
  const ipx = await startIpx(folder);
  try {
    const paths = links.map((_, i) => `/w_${width},f_webp,q_${quality}/${i}.jpg`);
    const { ours, theirs } = await inTurns({ ours: tasks(links), theirs: { ...every, url: ipx.url, paths } });
    return beside("ipx", "  … beside ipx", ours, theirs, timesIpx);
  } finally {
    await end(ipx.child);
  }
}

function tasks(links: readonly string[]) {
  const urls = links.map((link) => new URL(link));
  return {
    ...every,
    url: urls[0]?.origin as string,
    paths: urls.map(({ pathname, search }) => pathname + search),
  };
}

function beside(peer: string, name: string, ours: Load, theirs: Load, atLeast: number): Figure {
  const share = ours.perSecond / theirs.perSecond;
  const said = `${ratio(share)} ${peer} (${count(ours.perSecond)} of ${count(theirs.perSecond)} /s)`;
  return figure(name, said, share, { atLeast, unit: " ×" });
}
