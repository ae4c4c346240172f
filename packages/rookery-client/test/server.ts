import { randomBytes } from "node:crypto";
import { type TestApp, testApp } from "../../../test/support/app.ts";
import { freePort } from "../../../test/support/processes/free-port.ts";
import { Rookery, type RookeryOptions } from "../src/index.ts";

export interface TestServer extends TestApp {
  baseUrl: string;
  /** A client with a new library of its own. */
  client(options?: Partial<RookeryOptions>): Promise<Rookery>;
}

/** A server on a port, for clients. Closed after the test file. */
export async function testServer(options: Parameters<typeof testApp>[0] = {}): Promise<TestServer> {
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const config = { publicUrl: baseUrl, cdnUrl: `${baseUrl}/cdn`, ...options.config };
  const served = await testApp({ ...options, config });
  await served.app.listen({ port, host: "localhost" });
  return {
    ...served,
    baseUrl,
    async client(given) {
      const { rookery } = await new Rookery({ baseUrl, ...given }).start({ email: newEmail() });
      return rookery;
    },
  };
}

/** An address that started nothing yet. */
export const newEmail = (): string => `${randomBytes(6).toString("hex")}@example.com`;
