import { expect, test, vi } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { picture } from "../../../../test/support/files.ts";

const { app } = await testApp({ workers: true });
const agent = await newAgent(app);
const [{ id, url }] = (await agent.upload({ "a.png": await picture("teal", 900, 600) })).data.assets;
const asset = await vi.waitFor(async () => {
  const { data } = await agent.get(`${agent.library}/assets/${id}`);
  expect(data.status).toBe("ready");
  return data;
}, 10_000);
const ask = (link: string, headers: Record<string, string> = {}, method: "GET" | "HEAD" = "GET") =>
  app.inject({ method, url: new URL(link).pathname, headers });

const links: [string, string][] = [
  ["the original", url],
  ["a size", asset.thumbUrl],
];

test.each(links)("%s gives a 304 to a client that has it", async (_, link) => {
  const { etag } = (await ask(link)).headers;
  expect(etag).toMatch(/^"[\x21\x23-\x7e]+"$/);
  for (const known of [`${etag}`, `W/${etag}`, `"a", W/"b", ${etag}`, `"a",${etag}`, "*"]) {
    const answer = await ask(link, { "if-none-match": known });
    expect([answer.statusCode, answer.payload]).toEqual([304, ""]);
    expect(answer.headers.etag).toBe(etag);
    expect(answer.headers["cache-control"]).toBe((await ask(link)).headers["cache-control"]);
  }
  for (const unknown of ['"other"', 'W/"other"', "nonsense", ""]) {
    expect((await ask(link, { "if-none-match": unknown })).statusCode).toBe(200);
  }
});

test.each(links)(
  "%s gives a 304 to a client whose copy is not older, if it sends no ETag",
  async (_, link) => {
    const modified = `${(await ask(link)).headers["last-modified"]}`;
    const after = (seconds: number) => new Date(Date.parse(modified) + seconds * 1000).toUTCString();
    for (const current of [modified, after(60)])
      expect((await ask(link, { "if-modified-since": current })).statusCode).toBe(304);
    for (const older of [after(-1), "yesterday", ""])
      expect((await ask(link, { "if-modified-since": older })).statusCode).toBe(200);
    const both = { "if-modified-since": modified, "if-none-match": '"other"' };
    expect((await ask(link, both)).statusCode).toBe(200);
  },
);

test("the original and its sizes have different ETags", async () => {
  const all = [url, asset.thumbUrl, asset.thumbHighUrl, asset.thumbUrlBlurred];
  const etags = await Promise.all(all.map(async (link) => (await ask(link)).headers.etag));
  expect(new Set(etags).size).toBe(4);
});

test("a size is immutable at the link with its version, and at no other", async () => {
  expect((await ask(asset.thumbUrl)).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  const other = asset.thumbUrl.replace(/\/[^/]+\/400\.webp$/, "/0123456789abc/400.webp");
  const answer = await ask(other);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["cache-control"]).toBe("public, max-age=0, s-maxage=60, must-revalidate");
});

test("caches revalidate the full-size link each time, because its asset may go to the trash", async () => {
  expect((await ask(url)).headers["cache-control"]).toBe("public, max-age=0, s-maxage=60, must-revalidate");
});

test.each(links)("HEAD has the same headers as GET and no body: %s", async (_, link) => {
  const [head, get] = [await ask(link, {}, "HEAD"), await ask(link)];
  expect([head.statusCode, head.payload]).toEqual([200, ""]);
  const withoutVarying = ({ headers }: typeof head) => ({ ...headers, date: "", "x-request-id": "" });
  expect(withoutVarying(head)).toEqual(withoutVarying(get));
  expect(Number(head.headers["content-length"])).toBe(get.rawPayload.length);
});

test.each([
  ["an unknown asset", "/cdn/a/b/AAAAAAAAAAA"],
  ["an unknown size", new URL(asset.thumbUrl).pathname.replace("400", "401")],
])("caches do not store a 404: %s", async (_, path) => {
  const { statusCode, headers } = await app.inject(path);
  expect([statusCode, headers["cache-control"]]).toEqual([404, "no-store"]);
  expect(headers).not.toHaveProperty("etag");
});
