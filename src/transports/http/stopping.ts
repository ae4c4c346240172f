import { Server as NetServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

// A pooling client sends its next request within this time, and its answer closes the connection.
const idleGraceMs = 1_000;

/**
 * Stops without breaking requests. New connections are refused, and connections that never sent a request are closed.
 * Every answer says `Connection: close`. Idle connections stay open for a moment, since a request may be in flight.
 */
export function stopGently(app: FastifyInstance): void {
  const { server } = app;
  const unused = new Set<Socket>();
  let stopping = false;

  for (const event of ["connection", "secureConnection"]) {
    server.on(event, (socket: Socket) => {
      unused.add(socket);
      socket.once("close", () => unused.delete(socket));
    });
  }
  server.on("request", ({ socket }) => void unused.delete(socket));
  app.addHook("onRequest", (_request, reply, done) => {
    if (stopping) reply.header("connection", "close");
    done();
  });
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (stopping) reply.header("connection", "close");
    done();
  });
  app.addHook("preClose", async () => {
    stopping = true;
    if (!server.listening) return;
    const ended = new AbortController();
    server.once("close", () => ended.abort());
    NetServer.prototype.close.call(server); // HTTP's own close() would close idle connections too
    for (const socket of unused) socket.destroy();
    await sleep(idleGraceMs, undefined, { signal: ended.signal }).catch(() => {});
    server.keepAliveTimeout = 1; // connections close after the current answer
  });
}
