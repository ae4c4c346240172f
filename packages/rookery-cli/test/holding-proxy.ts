import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface HoldingProxy {
  origin: string;
  /** What was asked, as "PATCH 2097152": the method, and where the bytes begin. */
  asked: string[];
  /** Requests for which this is true are never answered. */
  holds: (request: IncomingMessage) => boolean;
}

/** A network between a client and a server that can keep a request waiting. Closed after the test. */
export async function holdingProxy(port: number): Promise<HoldingProxy> {
  const proxy: HoldingProxy = { origin: "", asked: [], holds: () => false };
  const server = createServer((asked, answer) => {
    const { method = "", url = "", headers } = asked;
    proxy.asked.push(`${method} ${headers["upload-offset"] ?? url}`);
    if (proxy.holds(asked)) return void asked.resume();
    const passed = request({ host: "localhost", port, method, path: url, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 500, got.headers);
      got.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise((resolve) => server.once("listening", resolve));
  proxy.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}
