import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { inTurns } from "./load.ts";
import { count, type Figure, figure, note, ratio } from "./report.ts";
import { end, type Server } from "./server.ts";
import { uploadReady } from "./uploading.ts";

const pictures = 20;
const connections = 16;
const seconds = 3;
const every = { connections, seconds, downloads: true as const };
const shareOfNginx = { thumbnail: 0.4, fullSize: 0.3 };

/** Thumbnails and full-size files by link, beside nginx that serves the same bytes from a folder. */
export async function delivering(server: Server): Promise<Figure[]> {
  const nginx = await startNginx(server.dataDir);
  if (!nginx) return [note("thumbnails by link", "nginx is not on this machine: not measured")];
  try {
    const path = join(server.dataDir, "2-megapixels.jpg");
    await writeGrain(path);
    const assets = await uploadReady(server, path, pictures);
    return [
      await compare(nginx, "thumbnails by link", assets, "thumbUrl", shareOfNginx.thumbnail),
      await compare(nginx, "full-size files by link", assets, "url", shareOfNginx.fullSize),
    ];
  } finally {
    await end(nginx.child);
  }
}

/** A picture whose thumbnail has some 20 kB, as those of photographs have. */
async function writeGrain(path: string): Promise<void> {
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  const grain = sharp({ create: { width: 160, height: 120, channels: 3, background: "gray", noise } });
  await sharp(await grain.png().toBuffer())
    .resize(1600, 1200)
    .jpeg({ quality: 85 })
    .toFile(path);
}

type Linked = Record<"url" | "thumbUrl", string>;

async function compare(
  nginx: Nginx,
  name: string,
  assets: readonly Linked[],
  link: keyof Linked,
  atLeast: number,
): Promise<Figure> {
  const paths: string[] = [];
  let bytes = 0;
  for (const [i, asset] of assets.entries()) {
    const answer = await fetch(asset[link]);
    const file = `${link}-${i}`;
    const content = Buffer.from(await answer.arrayBuffer());
    await writeFile(join(nginx.root, file), content);
    bytes += content.length;
    paths.push(`/${file}`);
  }
  const { origin } = new URL(assets[0]?.[link] as string);
  const { ours, theirs } = await inTurns({
    ours: { ...every, url: origin, paths: assets.map((asset) => new URL(asset[link]).pathname) },
    theirs: { ...every, url: nginx.url, paths },
  });
  const share = ours.perSecond / theirs.perSecond;
  const measured = `${ratio(share)} nginx (${count(ours.perSecond)} of ${count(theirs.perSecond)} /s, ${count(bytes / assets.length / 1000)} kB)`;
  return figure(name, measured, share, { atLeast, unit: " ×" });
}

interface Nginx {
  child: ChildProcess;
  root: string;
  url: string;
}

const startMaxMs = 5_000;

async function startNginx(dataDir: string): Promise<Nginx | undefined> {
  const program = ["nginx", "/usr/sbin/nginx"].find(runs);
  if (!program) return undefined;
  const folder = join(dataDir, "nginx");
  const root = join(folder, "root");
  await mkdir(root, { recursive: true });
  for (const path of [dataDir, folder, root]) await chmod(path, 0o755); // its workers are another account's
  const port = 4600 + (process.pid % 100);
  await writeFile(join(folder, "nginx.conf"), configuration(folder, root, port));
  const child = spawn(program, ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + startMaxMs;
  while (!(await fetch(url).catch(() => undefined))) {
    if (Date.now() > deadline) throw new Error("nginx did not start.");
    await sleep(50);
  }
  return { child, root, url };
}

function runs(program: string): boolean {
  try {
    execFileSync(program, ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

// One worker, since Rookery is one process.
const configuration = (folder: string, root: string, port: number) => `
daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events {}
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache max=1000; default_type image/webp;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((what) => `${what}_temp_path ${folder}/${what};`).join(" ")}
  server { listen 127.0.0.1:${port}; root ${root}; location / { add_header Cache-Control "public, max-age=31536000"; } }
}
`;
