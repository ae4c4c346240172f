import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { count, measured } from "../support/counts.ts";
import { temporaryFolder } from "../support/processes/folders.ts";
import { freePort } from "../support/processes/free-port.ts";
import { startServer } from "../support/processes/server-process.ts";

const mega = 1024 * 1024;
const announced = 30 * mega;
const sent = 25 * mega;
const connectionsEach = 10;
// What all bodies together may hold, and as much again that is not collected yet. All of them would be 1,750 MB.
const heldMaxMb = 2 * 256;

const version = "Api-Version: 2026-05-20\r\n";

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

/** Resolves when more can be written, or nothing more can. */
const drained = (socket: Socket) => once(socket, "drain").catch(() => {});

/** Sends most of a body, as far as the server takes it. */
async function halfSent(port: number, path: string, headers: string): Promise<Socket> {
  count("bodies half sent");
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {}).on("data", () => {}); // refused, and closed
  await once(socket, "connect");
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n${version}Content-Type: application/json\r\n${headers}Content-Length: ${announced}\r\n\r\n{"a":"`,
  );
  const chunk = Buffer.alloc(mega, "x");
  for (let bytes = 0; bytes < sent && socket.writable; bytes += chunk.length) {
    if (!socket.write(chunk)) await Promise.race([drained(socket), pause(500)]);
  }
  return socket;
}

test.runIf(process.platform === "linux")(
  "half-sent bodies on every transport hold bounded memory, and ordinary calls go on",
  async () => {
    const port = await freePort();
    const { origin, pid } = await startServer(await temporaryFolder(), port, {
      LOG_LEVEL: "silent",
      PUBLIC_URL: `http://localhost:${port}`,
    });
    const started = await fetch(`${origin}/libraries`, {
      method: "POST",
      headers: { "api-version": "2026-05-20", "content-type": "application/json" },
      body: '{"email":"ada@example.com"}',
    });
    const { data } = (await started.json()) as { data: Record<string, string> };
    const key = `Authorization: Bearer ${data.apiKey}\r\n`;
    const library = `/organizations/${data.organizationId}/libraries/${data.libraryId}`;
    const before = await residentMb(pid);
    let most = before;
    const watching = setInterval(async () => {
      most = Math.max(most, await residentMb(pid).catch(() => 0));
    }, 100);
    const paths: [path: string, headers: string][] = [
      ["/mcp", key],
      ["/mcp/anonymous", ""],
      ["/graphql", key],
      ["/api/v1/memory/ingest", key],
      [`${library}/assets/tag`, key],
      [`${library}/assets`, key],
      ["/api/app/listMyOrganizations", ""],
    ];
    const sockets = await Promise.all(
      paths.flatMap(([path, headers]) =>
        Array.from({ length: connectionsEach }, () => halfSent(port, path, headers)),
      ),
    );
    onTestFinished(() => {
      clearInterval(watching);
      for (const socket of sockets) socket.destroy();
    });
    const headers = { "api-version": "2026-05-20", authorization: `Bearer ${data.apiKey}` };
    const asked = await fetch(`${origin}${library}/assets`, { headers });
    expect(asked.status).toBe(200);
    const small = { method: "POST", headers: { ...headers, "content-type": "application/json" } };
    await vi.waitFor(async () => {
      const created = await fetch(`${origin}/organizations/${data.organizationId}/libraries`, {
        ...small,
        body: '{"name":"Another"}',
      });
      expect([200, 201, 400]).toContain(created.status);
    }, 10_000);
    measured("bytes held by half-sent bodies, MB", most - before);
    expect(most - before).toBeLessThan(heldMaxMb);
  },
  120_000,
);
