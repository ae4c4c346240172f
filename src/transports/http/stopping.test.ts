import { once } from "node:events";
import { get, Agent as HttpAgent } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";

const { app } = await testApp();
const port = Number(new URL(await app.listen()).port);
const agent = new HttpAgent({ keepAlive: true, maxSockets: 8 });

/** Sends a request of a pooling client. Returns the answer's `Connection` header, or the error's code. */
const ask = () =>
  new Promise<string>((resolve) => {
    get({ port, path: "/openapi.json", agent }, (response) => {
      response.resume().once("end", () => resolve(response.headers.connection ?? "keep-alive"));
    }).once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
  });

test("a client with a pool loses no request when the server stops, and gets 'Connection: close'", async () => {
  const silent = connect(port, "127.0.0.1");
  await once(silent, "connect");
  expect(await Promise.all(Array.from({ length: 8 }, ask))).toEqual(Array(8).fill("keep-alive"));

  const closed = app.close();
  await once(silent, "close"); // it never sent a request
  const outcomes: string[] = [];
  while (!outcomes.includes("ECONNREFUSED"))
    outcomes.push(...(await Promise.all(Array.from({ length: 4 }, ask))));
  await closed;
  // A refused connection loses nothing, since no request was sent.
  expect(outcomes.filter((outcome) => outcome !== "close" && outcome !== "ECONNREFUSED")).toEqual([]);
  expect(outcomes).toContain("close");
  agent.destroy();
});
