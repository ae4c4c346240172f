import { connect } from "node:net";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { count } from "../../test/support/counts.ts";
import { picture } from "../../test/support/files.ts";
import { temporaryFolder } from "../../test/support/processes/folders.ts";
import { freePort } from "../../test/support/processes/free-port.ts";
import { startServer } from "../../test/support/processes/server-process.ts";
import { storedIn } from "../../test/support/stored.ts";
import { slowUpload } from "../../test/support/transports/slow-upload.ts";
import { livingPostmaster } from "../platform/embedded-postgres/postmaster-file.ts";

const png = await picture();
const postgresOf = (dataDir: string) => livingPostmaster(join(dataDir, "postgres", "cluster"));

/** Starts a library over HTTP; answers its key and its path. */
async function startLibrary(origin: string): Promise<{ apiKey: string; library: string }> {
  const started = await fetch(`${origin}/libraries`, {
    method: "POST",
    headers: { "api-version": "2026-05-20", "content-type": "application/json" },
    body: JSON.stringify({ email: "ada@example.com" }),
  });
  const { data } = (await started.json()) as {
    data: Record<"organizationId" | "libraryId" | "apiKey", string>;
  };
  const library = `/organizations/${data.organizationId}/libraries/${data.libraryId}`;
  return { apiKey: data.apiKey, library };
}

test.each([
  ["SIGTERM", "process"],
  ["SIGINT", "group"], // Ctrl-C
] as const)(
  "%s to its %s: running requests are answered, Postgres is stopped, and the exit code is 0",
  async (signal, to) => {
    const [dataDir, port] = [await temporaryFolder(), await freePort()];
    const server = await startServer(dataDir, port);
    const agent = await startLibrary(server.origin);
    expect(await postgresOf(dataDir)).toBeDefined();

    const uploads = Array.from({ length: 8 }, () => slowUpload(server.origin, agent));
    for (const upload of uploads) {
      upload.file("a.png");
      upload.bytes(png.subarray(0, 20));
    }
    const none = { query: async () => [] } as never;
    await vi.waitFor(async () => expect((await storedIn(none, dataDir)).staging).toHaveLength(8), 10_000);

    const exitCode = server.stop(signal, to);
    await vi.waitFor(() => expect(fetch(`${server.origin}/me`)).rejects.toThrow(), 10_000);
    for (const upload of uploads) {
      upload.bytes(png.subarray(20));
      upload.end();
    }
    for (const upload of uploads) expect((await upload.answer).status).toBe(200);
    expect(await exitCode).toBe(0);
    expect(await postgresOf(dataDir)).toBeUndefined();
    expect((await storedIn(none, dataDir)).blobs).toHaveLength(8);
  },
);

test("a stop closes silent connections, stalled bodies and unread answers", async () => {
  const [dataDir, port] = [await temporaryFolder(), await freePort()];
  const server = await startServer(dataDir, port, { STOP_SECONDS: "1", LOG_LEVEL: "silent" });
  const agent = await startLibrary(server.origin);
  const stalled = slowUpload(server.origin, agent);
  stalled.file("a.png");
  stalled.bytes(png.subarray(0, 20));
  const silent = connect(port, "127.0.0.1");
  const halfAsked = connect(port, "127.0.0.1").on("error", () => {});
  halfAsked.write("GET /me HTTP/1.1\r\nHost: localhost\r\n");
  const halfSent = connect(port, "127.0.0.1").on("error", () => {});
  halfSent.write("POST /mcp/anonymous HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{");
  const unread = connect(port, "127.0.0.1").on("error", () => {});
  unread.pause();
  for (let i = 0; i < 100; i++) unread.write("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const none = { query: async () => [] } as never;
  await vi.waitFor(async () => expect((await storedIn(none, dataDir)).staging).toHaveLength(1), 10_000);

  count("connections held open", 5);
  expect(await server.stop("SIGTERM")).toBe(0);
  expect(await postgresOf(dataDir)).toBeUndefined();
  stalled.hangUp();
  for (const socket of [silent, halfAsked, halfSent, unread]) socket.destroy();
}, 30_000);
