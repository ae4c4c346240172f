import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";

const { app } = await testApp();
const port = Number(new URL(await app.listen()).port);

test("headers may take half a minute", () => {
  const { headersTimeout, connectionsCheckingInterval } = app.server as typeof app.server & {
    connectionsCheckingInterval: number;
  };
  expect(headersTimeout + connectionsCheckingInterval).toBe(30_000);
});

test("headers that stop half-way are refused, and the connection is closed", async () => {
  app.server.headersTimeout = 100;
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write("GET /me HTTP/1.1\r\nHost: localhost\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 [\s\S]*did not arrive in time/);
}, 20_000);
