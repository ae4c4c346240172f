import { once } from "node:events";
import { request } from "node:http";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { sendWholeBodies } from "./send-whole.ts";

const bytesMax = 64 * 1024 * 1024;

test("a body for a client that hung up is not held, and takes no room from others", async () => {
  const app = Fastify();
  sendWholeBodies(app);
  const held: boolean[] = [];
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  app.get("/late", async (_request, reply) => {
    const closed = once(reply.raw, "close");
    asked.resolve();
    await closed;
    held.push(reply.mayHold(bytesMax));
    answered.resolve();
    return "";
  });
  app.get("/", async (_request, reply) => ({ held: reply.mayHold(bytesMax) }));
  const origin = await app.listen({ port: 0, host: "127.0.0.1" });
  const leaving = request(`${origin}/late`).on("error", () => {});
  leaving.end();
  await asked.promise;
  leaving.destroy();
  await answered.promise;
  expect(held).toEqual([false]);
  expect(await (await fetch(origin)).json()).toEqual({ held: true });
  await app.close();
});
