import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

export interface FileServer {
  /** `127.0.0.1:<port>`, for `fetchAllowedHosts`. */
  host: string;
  /** Answers the next requests. */
  answer: RequestListener;
}

/** A foreign web server on this machine, closed after the test file. */
export async function fileServer(answer: RequestListener): Promise<FileServer> {
  const web: FileServer = { host: "", answer };
  const server = createServer((request, response) => web.answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  web.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return web;
}
