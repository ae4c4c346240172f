import { connect } from "node:net";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { readBody } from "./read-body.ts";
import { refuseSlowBodies } from "./slow-bodies.ts";

const app = Fastify();
refuseSlowBodies(app, { freeMs: 50, lookEveryMs: 20 });
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
app.post("/", async (request) => ({ bytes: (await readBody(request, 1e6)).length }));
app.put("/upload", { config: { upload: true } }, async (request) => ({
  bytes: (await readBody(request, 1e6)).length,
}));
const port = Number(new URL(await app.listen({ port: 0 })).port);

/** Sends a body of 20 bytes, one every 20 ms, until the connection ends; answers all that came back. */
async function drip(method: string, path: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(
    `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 20\r\n\r\n`,
  );
  const dripping = setInterval(() => socket.write("x"), 20);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {}); // a byte was on its way when the connection ended
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(dripping);
  return Buffer.concat(chunks).toString();
}

test("a body that drips is refused, and its connection ends", async () => {
  const answer = await drip("POST", "/");
  expect(answer).toContain("The body arrived too slowly.");
  expect(answer.toLowerCase()).toContain("connection: close");
});

test("an upload may be slow", async () => {
  expect(await drip("PUT", "/upload")).toContain('{"bytes":20}');
});
