import { once } from "node:events";
import { request } from "node:http";
import Fastify from "fastify";
import { expect, test, vi } from "vitest";
import { count } from "../../../test/support/counts.ts";
import type { Failure } from "../../kernel/failure.ts";
import { httpStatus } from "./failures.ts";
import { limitHeldBodies } from "./held-bodies.ts";
import { readBody } from "./read-body.ts";

const kB = 1024;
const app = Fastify();
limitHeldBodies(app, 300 * kB);
app.addHook("onResponse", async ({ raw }) => void raw.unpipe().resume()); // drains what was refused, as the server does
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
app.setErrorHandler((error: Failure, _request, reply) => reply.code(httpStatus[error.code]).send());
app.post("/", async (request) => ({ bytes: (await readBody(request, 1e6)).length }));
const origin = await app.listen({ port: 0 });

let counted = 0;
const { holdBody } = app;
app.holdBody = (request, bytes) => {
  holdBody(request, bytes);
  counted += bytes;
};

const send = async (bytes: number) =>
  (await fetch(origin, { method: "POST", body: Buffer.alloc(bytes) })).status;

/** Half of a body: 200 of 250 kB, which the server holds. */
async function half() {
  count("bodies half sent");
  const before = counted;
  const sending = request(origin, { method: "POST", headers: { "content-length": 250 * kB } });
  sending.on("error", () => {});
  sending.write(Buffer.alloc(200 * kB));
  await vi.waitFor(() => expect(counted - before).toBe(200 * kB));
  expect(await send(200 * kB)).toBe(503);
  return sending;
}

test("while bodies fill the memory, large ones are refused and usual ones are taken", async () => {
  const sending = await half();
  expect(await send(60 * kB)).toBe(200);
  sending.destroy();
  await vi.waitFor(async () => expect(await send(200 * kB)).toBe(200));
});

test("a body counts until its client is gone or its request is answered, and no longer", async () => {
  (await half()).destroy();
  await vi.waitFor(async () => expect(await send(200 * kB)).toBe(200));
  const sending = await half();
  sending.end(Buffer.alloc(50 * kB));
  const [response] = await once(sending, "response");
  expect(response.statusCode).toBe(200);
  for (let i = 0; i < 5; i++) expect(await send(200 * kB)).toBe(200);
});
