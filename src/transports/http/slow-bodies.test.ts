import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { count } from "../../../test/support/counts.ts";
import { limitHeldBodies } from "./held-bodies.ts";
import { readBody } from "./read-body.ts";
import { refuseSlowBodies } from "./slow-bodies.ts";

const app = Fastify();
const held = { freeMs: 100, bytesPerSecondMin: 16 * 1024, deadlineMs: 1_000 };
refuseSlowBodies(app, {
  held,
  upload: { freeMs: 1_000, bytesPerSecondMin: 10, deadlineMs: 60_000 },
  lines: { ...held, freeMs: 1_000, deadlineMs: 60_000 },
  lookEveryMs: 20,
});
limitHeldBodies(app);
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
const length = async (request: Parameters<typeof readBody>[0]) => ({
  bytes: (await readBody(request, 1e6)).length,
});
app.post("/", length);
app.put("/bytes", { config: { upload: "bytes" } }, length);
app.post("/form", { config: { upload: "multipart" } }, length);
// Stores what arrived for longer than bodies in memory may take, before it reads on.
app.post("/lines", { config: { upload: "lines" } }, async (request) => {
  await setTimeout(held.deadlineMs + 200);
  return length(request);
});
const port = Number(new URL(await app.listen({ port: 0 })).port);

interface Dripping {
  type?: string;
  /** Bytes that arrive at once, before the drip. */
  first?: number;
  /** Bytes of each drop, one every 20 ms. */
  drop?: number;
  total?: number;
}

/** Sends a body bit by bit until the connection ends; answers all that came back. */
async function drip(line: string, { type = "application/json", first = 0, drop = 1, total = 20 }: Dripping) {
  count("bodies half sent");
  const socket = connect(port, "127.0.0.1");
  socket.write(
    `${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${total}\r\n\r\n`,
  );
  socket.write("x".repeat(first));
  const dripping = setInterval(() => socket.write("x".repeat(drop)), 20);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {}); // a byte was in flight when the connection ended
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(dripping);
  return Buffer.concat(chunks).toString();
}

test("a very slow body is refused, and its connection is closed", async () => {
  const answer = await drip("POST /", {});
  expect(answer).toContain("The body arrived too slowly.");
  expect(answer.toLowerCase()).toContain("connection: close");
});

test("a body that stops is refused, regardless of how much arrived", async () => {
  const answer = await drip("POST /", { first: 900_000, drop: 0, total: 1_000_000 });
  expect(answer).toContain("The body arrived too slowly.");
});

test("a body above the minimum speed is refused at the deadline", async () => {
  const answer = await drip("POST /", { drop: 1_000, total: 500_000 });
  expect(answer).toContain("The body arrived too slowly.");
});

test("lines are read to the end although the server takes long to store the first of them", async () => {
  const body = { first: 500_000, drop: 0, total: 500_000 };
  expect(await drip("POST /lines", { ...body, type: "application/x-ndjson" })).toContain('{"bytes":500000}');
});

test("a body that is held in memory is refused at the deadline, also where lines are taken", async () => {
  const answer = await drip("POST /lines", { first: 499_000, drop: 0, total: 500_000 });
  expect(answer).toContain("The body arrived too slowly.");
});

test("lines that stop are refused", async () => {
  const body = { first: 10, drop: 0, total: 500_000 };
  expect(await drip("POST /lines", { ...body, type: "application/x-ndjson" })).toContain("too slowly");
});

test("a slow upload is accepted", async () => {
  expect(await drip("PUT /bytes", {})).toContain('{"bytes":20}');
  expect(await drip("POST /form", { type: "multipart/form-data; boundary=b" })).toContain('{"bytes":20}');
});

test("an upload that stops is refused", async () => {
  expect(await drip("PUT /bytes", { drop: 0 })).toContain("The body arrived too slowly.");
});

test.each([
  ["POST /", "multipart/form-data; boundary=b"],
  ["POST /form", "application/json"],
])("%s sent as %s does not count as an upload", async (line, type) => {
  expect(await drip(line, { type })).toContain("The body arrived too slowly.");
});
