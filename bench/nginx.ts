import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** nginx, which serves the files of a folder. */
export interface Nginx {
  child: ChildProcess;
  root: string;
  url: string;
}

const startMaxMs = 5_000;

/** Starts nginx on an empty folder below `dataDir`. Undefined where it is not installed (Debian: `apt-get install nginx-light`). */
export async function startNginx(dataDir: string): Promise<Nginx | undefined> {
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
