import { expect, test } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { movie, picture } from "../../../../test/support/files.ts";
import { testS3 } from "../../../../test/support/s3/s3-server.ts";

const { settings } = await testS3();
const { app } = await testApp({ config: { store: "s3", s3: { ...settings, redirect: true } } });
const agent = await newAgent(app);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>');
const films = movie();
const { assets } = (
  await agent.upload({ "Été.png": await picture("teal", 900, 600), "b.mp4": films, "c.svg": svg })
).data;
const [photo, film, drawing] = assets.map(({ url }: { url: string }) => new URL(url).pathname);
const get = (url: string, more: object = {}) => app.inject({ url, ...more });

test("an original is a redirect to the store, which sends its bytes with the headers of this server", async () => {
  const answer = await get(film);
  expect([answer.statusCode, answer.headers["cache-control"]]).toEqual([302, "private, no-store"]);
  const found = await fetch(answer.headers.location as string);
  expect(Buffer.from(await found.arrayBuffer()).equals(films)).toBe(true);
  expect(found.headers.get("content-type")).toBe("video/mp4");
  expect(found.headers.get("content-disposition")).toMatch(/^inline/);
  expect(found.headers.get("cache-control")).toBe("private, max-age=300");
  const part = await fetch(answer.headers.location as string, { headers: { range: "bytes=2-5" } });
  expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, films.subarray(2, 6)]);
});

test("a download keeps its name and is an attachment at the store too", async () => {
  const answer = await get(`${photo}?download`);
  const found = await fetch(answer.headers.location as string);
  expect(found.headers.get("content-disposition")).toMatch(/^attachment.*%C3%89t%C3%A9\.png/);
});

test("what the store cannot send is sent by this server: sizes, SVG, HEAD, and a copy that is current", async () => {
  expect((await get(`${photo}?w=100`)).statusCode).toBe(200);
  expect((await get(`${photo}/1/400.webp`)).statusCode).toBe(200);
  const drawn = await get(drawing);
  expect([drawn.statusCode, drawn.headers["content-security-policy"]]).toEqual([200, expect.any(String)]);
  const head = await get(film, { method: "HEAD" });
  expect([head.statusCode, head.headers["content-length"]]).toEqual([200, String(films.length)]);
  const current = await get(film, { headers: { "if-none-match": head.headers.etag } });
  expect(current.statusCode).toBe(304);
});

test("a link in the trash gives no redirect", async () => {
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [assets[1].id] });
  expect((await get(film)).statusCode).toBe(404);
});
