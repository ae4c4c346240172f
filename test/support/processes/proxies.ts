import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, vi } from "vitest";
import { findProgram } from "../../../src/platform/find-program.ts";
import { certificate } from "./certificate.ts";
import { temporaryFolder } from "./folders.ts";
import { freePort } from "./free-port.ts";

const deploy = (name: string) => fileURLToPath(new URL(`../../../deploy/${name}`, import.meta.url));
/** A file of deploy/. */
export const readDeploy = (name: string): Promise<string> => readFile(deploy(name), "utf8");
const paths = `${process.env.PATH}:/usr/sbin:/sbin`;
/** What runs the files of deploy/, by name. Undefined where it is not installed. */
export const programs = Object.fromEntries(
  ["nginx", "caddy", "haproxy", "systemd-analyze"].map((name) => [name, findProgram(name, paths)]),
);
for (const [name, path] of Object.entries(programs))
  if (!path) console.info(`Skipped: tests of deploy/ that need ${name}, which is not installed`);

/** Writes the certificate, and the text with other values. */
async function configured(name: string, replaced: [string | RegExp, string][]): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "cert.pem"), certificate.cert);
  await writeFile(join(folder, "key.pem"), certificate.key);
  let text = await readDeploy(name);
  for (const [from, to] of replaced) {
    expect(text.search(from), String(from)).toBeGreaterThanOrEqual(0);
    text = text.replaceAll(from, to.replaceAll("$folder", folder));
  }
  await writeFile(join(folder, "config"), text);
  return folder;
}

/** HAProxy with a file of deploy/haproxy in front of two servers, of which Patroni's ports are other ones. Returns its port. */
export async function startHaproxy(name: string, servers: [string, string][]): Promise<number> {
  const port = await freePort();
  const folder = await configured(`haproxy/${name}`, [
    ["bind 127.0.0.1:5432", `bind 127.0.0.1:${port}`],
    ...servers,
  ]);
  const checked = spawnSync(programs.haproxy as string, ["-c", "-f", join(folder, "config")], {
    encoding: "utf8",
  });
  expect([checked.status, checked.stderr]).toEqual([0, ""]);
  await start(programs.haproxy as string, ["-db", "-f", join(folder, "config")], port, folder);
  return port;
}

/** Starts a proxy, which ends with the test, and waits until it listens. */
async function start(program: string, args: string[], port: number, home: string): Promise<string> {
  const child = spawn(program, args, {
    stdio: ["ignore", "ignore", "pipe"],
    env: { HOME: home, PATH: paths },
  });
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += text;
  });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await exited;
  });
  await vi.waitFor(async () => {
    if (child.exitCode !== null) throw new Error(errors);
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.destroy();
  }, 10_000);
  return `https://localhost:${port}`;
}

/** Starts nginx with deploy/nginx in front of a server. Returns its origin. */
export async function startNginx(upstream: string, keptFor = "1m"): Promise<string> {
  const port = await freePort();
  const folder = await configured("nginx/rookery.conf", [
    ["127.0.0.1:3000", upstream],
    ["proxy_cache_valid 200 1m;", `proxy_cache_valid 200 ${keptFor};`],
    ["/var/cache/nginx/rookery", "$folder/cache"],
    [/listen (\[::\]:)?80;\n/g, ""],
    [/listen \[::\]:443 ssl http2;\n/g, ""],
    ["listen 443", `listen 127.0.0.1:${port}`],
    ["return 308", `listen 127.0.0.1:${await freePort()}; return 308`],
    ["pictures.example.com;", "localhost;"],
    [/\/etc\/letsencrypt\/\S+fullchain\.pem/g, "$folder/cert.pem"],
    [/\/etc\/letsencrypt\/\S+privkey\.pem/g, "$folder/key.pem"],
  ]);
  await mkdir(join(folder, "temporary"));
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${folder}/temporary/${kind};`,
  );
  await writeFile(
    join(folder, "nginx.conf"),
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr warn; events {}
     http { access_log off; ${temporary.join(" ")} include ${folder}/config; }`,
  );
  const checked = spawnSync(programs.nginx as string, ["-t", "-c", join(folder, "nginx.conf")], {
    encoding: "utf8",
  });
  expect(checked.stderr).toContain("test is successful");
  expect(checked.stderr).not.toContain("[warn]");
  return start(programs.nginx as string, ["-c", join(folder, "nginx.conf")], port, folder);
}

/** The same for Caddy. */
export async function startCaddy(upstream: string): Promise<string> {
  const port = await freePort();
  const folder = await configured("caddy/Caddyfile", [
    ["127.0.0.1:3000", upstream],
    [
      "pictures.example.com {",
      `{\nadmin off\nauto_https disable_redirects\n}\nhttps://localhost:${port} {\ntls $folder/cert.pem $folder/key.pem`,
    ],
  ]);
  return start(
    programs.caddy as string,
    ["run", "--config", join(folder, "config"), "--adapter", "caddyfile"],
    port,
    folder,
  );
}
