import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface CuttingProxy {
  origin: string;
  /** Where it leads from now on. */
  to(port: number): void;
  /** The next so many connections are cut, each after so many bytes from the client. */
  cutNext(count: number, afterBytes: () => number): void;
  /** Cuts all connections now. */
  cut(): void;
  /** How many it has cut. */
  cuts: number;
}

/** A network between a client and a server that breaks connections in the middle. Closed after the test. */
export async function cuttingProxy(): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  let port = 0;
  let left = 0;
  let limit = () => Number.POSITIVE_INFINITY;
  const server = createServer((client) => {
    const upstream = createConnection({ host: "127.0.0.1", port });
    let allowed = left > 0 ? limit() : Number.POSITIVE_INFINITY;
    const sockets = [client, upstream];
    for (const socket of sockets) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        for (const other of sockets) other.destroy();
      });
    }
    client.on("data", (chunk) => {
      const passed = chunk.subarray(0, allowed);
      allowed -= passed.length;
      if (!upstream.write(passed)) {
        client.pause();
        upstream.once("drain", () => client.resume());
      }
      if (passed.length === chunk.length || left === 0) return;
      left--;
      proxy.cuts++;
      // What has passed arrives first.
      client.destroy();
      upstream.end();
    });
    upstream.on("data", (chunk) => client.write(chunk));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy: CuttingProxy = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: 0,
    to(leadsTo) {
      port = leadsTo;
    },
    cutNext(count, afterBytes) {
      left = count;
      limit = afterBytes;
    },
    cut() {
      for (const socket of open) socket.destroy();
    },
  };
  onTestFinished(() => {
    proxy.cut();
    server.close();
  });
  return proxy;
}
