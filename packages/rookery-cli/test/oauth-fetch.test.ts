import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { exitCodeOf } from "../src/failure.ts";
import { fetchFrom } from "../src/oauth/fetch.ts";

/** How a call to a server fails that answers like this. */
async function failureOf(answer: (response: ServerResponse) => void, limitMs?: number) {
  const server = createServer((_request, response) => answer(response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const error = await fetchFrom(origin, limitMs)(origin, {}).catch((reason) => reason);
  return [error.code, exitCodeOf(error), error.retryAfter];
}

test("a server that does not answer, or not in full, is given up", async () => {
  expect(await failureOf(() => {}, 100)).toEqual(["CONNECTION_FAILED", 7, undefined]);
  expect(await failureOf((response) => response.write("{"), 100)).toEqual([
    "CONNECTION_FAILED",
    7,
    undefined,
  ]);
  expect(await failureOf((response) => response.destroy())).toEqual(["CONNECTION_FAILED", 7, undefined]);
});

test("too many calls and faults of the server have their exit codes, and say how long to wait", async () => {
  expect(await failureOf((response) => response.writeHead(429, { "retry-after": "9" }).end())).toEqual([
    "RATE_LIMITED",
    6,
    9,
  ]);
  expect(await failureOf((response) => response.writeHead(502).end("<html>"))).toEqual([
    "UNEXPECTED_ANSWER",
    7,
    undefined,
  ]);
});
