import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { certificate } from "../support/processes/certificate.ts";
import { freePort } from "../support/processes/free-port.ts";
import type { Processes } from "./processes.ts";
import type { Programs } from "./programs.ts";

interface Place {
  folder: string;
  processes: Processes;
  programs: Programs;
}

const deployed = (name: string) =>
  readFile(fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url)), "utf8");

/** Replaces parts of a text. Throws when one is not there. */
function withValues(text: string, values: readonly (readonly [from: string | RegExp, to: string])[]): string {
  return values.reduce((before, [from, to]) => {
    if (before.search(from) === -1) throw new Error(`There is no ${from} in the configuration`);
    return before.replaceAll(from, to);
  }, text);
}

/** HAProxy as `deploy/haproxy` has it, in front of these servers. Returns its port. */
export async function startHaproxy(
  { folder, processes, programs }: Place,
  [one, two]: readonly number[],
): Promise<number> {
  const port = await freePort();
  const file = join(folder, "haproxy.cfg");
  const text = withValues(await deployed("haproxy/postgres.cfg"), [
    ["bind 127.0.0.1:5432", `bind 127.0.0.1:${port}`],
    ["server one 10.0.0.1:5432 check\n", `server one 127.0.0.1:${one} check\n`],
    ["server two 10.0.0.2:5432 check\n", `server two 127.0.0.1:${two} check\n`],
  ]);
  await writeFile(file, text);
  processes.start("haproxy", programs.haproxy, ["-db", "-f", file]);
  return port;
}

/** nginx as `deploy/nginx` has it, in front of these app processes. Returns its origin. */
export async function startNginx(
  { folder, processes, programs }: Place,
  port: number,
  apps: readonly number[],
): Promise<string> {
  const own = join(folder, "nginx");
  await mkdir(join(own, "temporary"), { recursive: true });
  await writeFile(join(own, "cert.pem"), certificate.cert);
  await writeFile(join(own, "key.pem"), certificate.key);
  const text = withValues(await deployed("nginx/rookery.conf"), [
    ["server 127.0.0.1:3000;", apps.map((app) => `server 127.0.0.1:${app};`).join("\n  ")],
    ["/var/cache/nginx/rookery", `${own}/cache`],
    [/listen (\[::\]:)?80;\n/g, ""],
    [/listen \[::\]:443 ssl http2;\n/g, ""],
    ["listen 443", `listen 127.0.0.1:${port}`],
    ["return 308", `listen 127.0.0.1:${await freePort()}; return 308`],
    ["pictures.example.com;", "localhost;"],
    [/\/etc\/letsencrypt\/\S+fullchain\.pem/g, `${own}/cert.pem`],
    [/\/etc\/letsencrypt\/\S+privkey\.pem/g, `${own}/key.pem`],
  ]);
  await writeFile(join(own, "site"), text);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${own}/temporary/${kind};`,
  );
  await writeFile(
    join(own, "nginx.conf"),
    `daemon off; master_process off; pid ${own}/pid; error_log stderr error; events {}
     http { access_log off; ${temporary.join(" ")} include ${own}/site; }`,
  );
  processes.start("nginx", programs.nginx, ["-c", join(own, "nginx.conf")]);
  return `https://localhost:${port}`;
}
