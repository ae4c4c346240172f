import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

/** A proxy to `origin` that adds a key, for clients that can't send one. Closed after the test file. */
export async function keyAddingProxy(origin: string, apiKey: string): Promise<string> {
  const proxy = createServer((incoming, response) => {
    const outgoing = request(`${origin}${incoming.url}`, {
      method: incoming.method,
      headers: { ...incoming.headers, authorization: `Bearer ${apiKey}` },
    });
    outgoing.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on("error", () => response.destroy());
    response.on("close", () => outgoing.destroy());
    incoming.pipe(outgoing);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  afterAll(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}
