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
])("%s is answered with that part alone", async (range, start, end) => {
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
  "%s lies past the end: 416 tells the size, and no cache keeps it",
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
])("%s is no range to honour, so the whole comes", async (range) => {
  const answer = await ask({ range });
  expect([answer.statusCode, answer.rawPayload]).toEqual([200, bytes]);
  expect(answer.headers).not.toHaveProperty("content-range");
});

test.each([
  ["the entity tag it has", () => String(etag), 206],
  ["another entity tag", () => '"other"', 200],
  ["a weak one, which promises nothing about bytes", () => `W/${etag}`, 200],
  ["a date", () => "Sat, 21 Nov 2026 00:00:00 GMT", 200],
])("a part is sent only if the file is what If-Range says: %s", async (_, ifRange, status) => {
  expect((await ask({ range: "bytes=0-3", "if-range": ifRange() })).statusCode).toBe(status);
});

test("a validator that matches goes before a range", async () => {
  expect((await ask({ range: "bytes=0-3", "if-none-match": String(etag) })).statusCode).toBe(304);
});

test("HEAD tells of a part what GET does", async () => {
  const [head, get] = [await ask({ range: "bytes=2-5" }, "HEAD"), await ask({ range: "bytes=2-5" })];
  expect(head.statusCode).toBe(206);
  expect(head.payload).toBe("");
  expect(head.headers["content-range"]).toBe(get.headers["content-range"]);
});
