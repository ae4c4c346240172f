import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { v8Flags } from "../../../src/main/v8.ts";
import { freePort } from "./free-port.ts";

const main = fileURLToPath(new URL("../../../src/main/main.ts", import.meta.url));
const MB = 1024 * 1024;
const pdf = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(MB - 9, " ")]);

/** Streams files in one request to a new server process, and returns its peak memory growth. Linux only. */
export async function measureUpload({ files, fileMb }: { files: number; fileMb: number }) {
  const dataDir = await mkdtemp(join(tmpdir(), "rookery-memory-"));
  const port = await freePort();
  const env = {
    ...process.env,
    ...{
      DATA_DIR: join(dataDir, "data"),
      PORT: String(port),
      LOG_LEVEL: "error",
      UNCLAIMED_STORAGE_MB: "100000",
    },
  };
  const server = spawn(process.execPath, [...v8Flags, main], { env, stdio: ["ignore", "pipe", "inherit"] });
  try {
    for await (const line of createInterface(server.stdout)) if (line.includes("is running")) break;
    const started = await send(
      port,
      "/libraries",
      {},
      [Buffer.from('{"email":"ada@example.com"}')],
      "application/json",
    );
    const { organizationId, libraryId, apiKey } = started as Record<string, string>;
    const path = `/organizations/${organizationId}/libraries/${libraryId}/assets`;
    const upload = (count: number, mb: number) =>
      send(
        port,
        path,
        { authorization: `Bearer ${apiKey}` },
        parts(count, mb),
        "multipart/form-data; boundary=b",
      );
    await upload(1, 1);
    const before = await residentMb(server.pid as number, "VmRSS");
    await forgetPeak(server.pid as number);
    const begunAt = performance.now();
    const { assets } = (await upload(files, fileMb)) as { assets: { size: number }[] };
    if (assets.filter(({ size }) => size === fileMb * MB).length !== files)
      throw new Error("Not all files arrived");
    const seconds = (performance.now() - begunAt) / 1000;
    return { seconds, grownMb: (await residentMb(server.pid as number, "VmHWM")) - before };
  } finally {
    server.kill("SIGTERM");
    if (server.exitCode === null) await once(server, "exit");
    await rm(dataDir, { recursive: true, force: true });
  }
}

function* parts(count: number, mb: number): Generator<Buffer> {
  for (let i = 0; i < count; i++) {
    yield Buffer.from(`--b\r\nContent-Disposition: form-data; name="files"; filename="${i}.pdf"\r\n\r\n`);
    for (let n = 0; n < mb; n++) yield pdf;
    yield Buffer.from("\r\n");
  }
  yield Buffer.from("--b--\r\n");
}

async function send(
  port: number,
  path: string,
  more: object,
  body: Iterable<Buffer>,
  type: string,
): Promise<unknown> {
  const headers = { "api-version": "2026-05-20", "content-type": type, ...more };
  const outgoing = request({ host: "127.0.0.1", port, path, method: "POST", headers, agent: false });
  const answered = once(outgoing, "response");
  for (const chunk of body) if (!outgoing.write(chunk)) await once(outgoing, "drain");
  outgoing.end();
  const [response] = await answered;
  const { data, error } = (await json(response)) as { data: unknown; error: unknown };
  if (error) throw new Error(JSON.stringify(error));
  return data;
}

/** Resets the process's peak memory, which loading its sources has raised. */
const forgetPeak = (pid: number): Promise<void> => writeFile(`/proc/${pid}/clear_refs`, "5");

/** A process's memory in MB: now (VmRSS), or the peak since its reset (VmHWM). */
async function residentMb(pid: number, line: "VmRSS" | "VmHWM"): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`^${line}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
}
