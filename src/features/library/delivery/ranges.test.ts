import { expect, test } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { movie } from "../../../../test/support/files.ts";

const { app } = await testApp();
const bytes = movie("0123456789");
const size = bytes.length;
const [asset] = (await (await newAgent(app)).upload({ "a.mp4": bytes })).data.assets;
const ask = (headers: Record<string, string>, method: "GET" | "HEAD" = "GET") =>
  app.inject({ method, url: new URL(asset.url).pathname, headers });
const { etag } = (await ask({})).headers;

test.each([
  ["bytes=0-0", 0, 0],
  ["bytes=2-5", 2, 5],
  ["bytes=5-", 5, size - 1],
  ["bytes=-4", size - 4, size - 1],
  [`bytes=-${size + 100}`, 0, size - 1],
  [`bytes=10-${size + 100}`, 10, size - 1],
  [`bytes=${size - 1}-`, size - 1, size - 1],
])("%s gets that part only", async (range, start, end) => {
  const answer = await ask({ range });
  expect(answer.statusCode).toBe(206);
  expect(answer.rawPayload).toEqual(bytes.subarray(start, end + 1));
  expect(answer.headers).toMatchObject({
    "content-range": `bytes ${start}-${end}/${size}`,
    "content-length": String(end - start + 1),
    "content-type": "video/mp4",
    etag,
  });
});

test.each([`bytes=${size}-`, `bytes=${size + 10}-${size + 20}`, "bytes=-0"])(
  "%s starts after the end and gets a 416 with the size, which caches do not store",
  async (range) => {
    const answer = await ask({ range });
    expect([answer.statusCode, answer.payload]).toEqual([416, ""]);
    expect(answer.headers).toMatchObject({ "content-range": `bytes */${size}`, "cache-control": "no-store" });
  },
);

test.each([
  "bytes=0-1,3-4",
  "bytes=5-2",
  "bytes=",
  "bytes=-",
  "bytes=a-b",
  "bytes=0-1-2",
  "bytes=--1",
  "bytes=99999999999999999999-",
  "items=0-1",
  "nonsense",
  "bytes=0x1-0x2",
])("%s is ignored, and the whole file is sent", async (range) => {
  const answer = await ask({ range });
  expect([answer.statusCode, answer.rawPayload]).toEqual([200, bytes]);
  expect(answer.headers).not.toHaveProperty("content-range");
});

test.each([
  ["the current ETag", () => String(etag), 206],
  ["another entity tag", () => '"other"', 200],
  ["a weak ETag, which does not guarantee equal bytes", () => `W/${etag}`, 200],
  ["a date", () => "Sat, 21 Nov 2026 00:00:00 GMT", 200],
])("a part is sent only if If-Range matches: %s", async (_, ifRange, status) => {
  expect((await ask({ range: "bytes=0-3", "if-range": ifRange() })).statusCode).toBe(status);
});

test("If-None-Match has precedence over Range", async () => {
  expect((await ask({ range: "bytes=0-3", "if-none-match": String(etag) })).statusCode).toBe(304);
});

test("HEAD with a range has the same headers as GET", async () => {
  const [head, get] = [await ask({ range: "bytes=2-5" }, "HEAD"), await ask({ range: "bytes=2-5" })];
  expect(head.statusCode).toBe(206);
  expect(head.payload).toBe("");
  expect(head.headers["content-range"]).toBe(get.headers["content-range"]);
});

test("a whole file, sent out of memory at once, has the headers of a part of it", async () => {
  const [whole, part] = [await ask({}), await ask({ range: "bytes=0-" })];
  expect(whole.rawPayload).toEqual(part.rawPayload);
  const { "content-range": _, ...shared } = part.headers;
  const varying = { "x-request-id": expect.any(String), date: expect.any(String) };
  expect(whole.headers).toEqual({ ...shared, ...varying });
});
