import { mkdtemp, rm } from "node:fs/promises";
import { createConnection, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, vi } from "vitest";
import type { Connection } from "../../../src/platform/database/database.ts";

export type ServerProxy = {
  /** The given connection, through the proxy. */
  connection: Connection;
  /** The server hangs: no data passes, and new connections are accepted and never answered. */
  freeze(): void;
  /** The server is down: all connections are closed, new ones too. `thaw` ends it. */
  cut(): void;
  /** Resolves once this many connections have been made in total. */
  connections(count: number): Promise<void>;
  /** Ends `freeze` and `cut`. Connections from before are closed. */
  thaw(): void;
  close(): Promise<void>;
};

/** A proxy between a test and its Postgres that simulates network faults. */
export async function openServerProxy(connection: Connection): Promise<ServerProxy> {
  const { host, port, user, password, database } = new pg.Client(connection);
  const target = host.startsWith("/") ? { path: join(host, `.s.PGSQL.${port}`) } : { host, port };
  const folder = await mkdtemp(join(tmpdir(), "rookery-proxy-"));
  const sockets = new Set<Socket>();
  let frozen = false;
  let gone = false;
  let taken = 0;
  const server = createServer((client) => {
    taken++;
    if (gone) return void client.destroy();
    const upstream = createConnection(target);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("error", () => {});
      from.on("data", (chunk) => frozen || to.write(chunk));
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listening = Promise.withResolvers<void>();
  server.listen(join(folder, `.s.PGSQL.${port}`), listening.resolve);
  await listening.promise;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    connection: { host: folder, port, user, password: password ?? undefined, database },
    connections: (count) => vi.waitFor(() => expect(taken).toBeGreaterThanOrEqual(count)),
    freeze: () => {
      frozen = true;
    },
    cut: () => {
      gone = true;
      cut();
    },
    thaw: () => {
      cut();
      gone = false;
      frozen = false;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
