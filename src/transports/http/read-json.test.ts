import { connect } from "node:net";
import { expect, test, vi } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";

const { app } = await testApp();
const agent = await newAgent(app);
const path = `${agent.library}/assets/tag`;
const port = Number(new URL(await app.listen()).port);
const MB = 1024 * 1024;

test.each([
  ["a list", "[]", "application/json"],
  ["null", "null", "application/json"],
  ["text", '"x"', "application/json"],
  ["no JSON", "{", "application/json"],
  ["only spaces", "  ", "application/json"],
  ["another type", "a=b", "application/x-www-form-urlencoded"],
  ["invalid UTF-8", Buffer.from('{"tags":["\xff"]}', "latin1"), "application/json"],
])("a body of %s is refused as bad input", async (_, body, contentType) => {
  const { status, error } = await agent.request("POST", path, Buffer.from(body), {
    "content-type": contentType,
  });
  expect([status, error.code]).toEqual([400, "BAD_USER_INPUT"]);
});

test("a body of 1 MB is accepted and a larger one is refused", async () => {
  const body = (bytes: number) => Buffer.from(`{"tags":["${"x".repeat(bytes - 13)}"]}`);
  const ask = async (bytes: number) =>
    (await agent.request("POST", path, body(bytes), { "content-type": "application/json" })).status;
  expect(await ask(MB)).toBe(400);
  expect(await ask(MB + 1)).toBe(413);
});

test("a client that sends a too large chunked body can read the answer", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nApi-Version: 2026-05-20\r\nAuthorization: Bearer ${agent.apiKey}\r\n` +
      "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
  );
  for (let i = 0; i < 64; i++) socket.write(`10000\r\n${"x".repeat(0x10000)}\r\n`);
  socket.write("0\r\n\r\n");
  const answers: string[] = [];
  socket.on("data", (chunk) => answers.push(chunk.toString()));
  await vi.waitFor(() => expect(answers.join("")).toMatch(/^HTTP\/1\.1 413 .*PAYLOAD_TOO_LARGE/s));
  // The connection can be used again.
  socket.write(`GET /openapi HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  await vi.waitFor(() => expect(answers.join("")).toMatch(/ENDPOINT_NOT_FOUND/));
  socket.destroy();
});
