import { expect, test, vi } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { drawing } from "../../../../test/support/media/pictures.ts";
import { processAsset } from "../assets/process/process.ts";

// Over a socket: answers that are ready are given before Fastify, which `inject` speaks to, sees the request.
const { app, services, clock } = await testApp();
const agent = await newAgent(app);
const server = await app.listen({ port: 0, host: "127.0.0.1" });
const photo = await drawing(600, 400).jpeg().toBuffer();
const busy = vi.spyOn(services.load, "refuses");

async function newAsset() {
  const [{ id }] = (await agent.upload({ "photo.jpg": photo })).data.assets;
  await processAsset(services, { assetId: id }, { isLast: true });
  return (await agent.get(`${agent.library}/assets/${id}`)).data;
}

const answered = vi.spyOn(services.metrics, "answered");
const get = (url: string, init: RequestInit = {}) => {
  const { pathname, search } = new URL(url);
  return fetch(server + pathname + search, init);
};

/** Whether a link is answered before Fastify, which refuses everything meanwhile. */
async function isReady(url: string, headers: Record<string, string> = {}): Promise<boolean> {
  busy.mockReturnValue(true);
  const { status } = await get(url, { headers });
  busy.mockReturnValue(false);
  expect([200, 503]).toContain(status);
  return status === 200;
}

/** Asks until the answer is remembered: a link is not, while news of other changes come. */
const becomesReady = (url: string, headers: Record<string, string> = {}) =>
  vi.waitFor(async () => {
    await get(url, { headers });
    expect(await isReady(url, headers), url).toBe(true);
  }, 10_000);

const linksOf = ({ url, thumbUrl }: Awaited<ReturnType<typeof newAsset>>): string[] => [
  url,
  thumbUrl,
  `${url}?w=256&fm=webp`,
  `${url}?download`,
];

test("a file that was asked for before is answered alike while the server is busy, with an id of its own", async () => {
  for (const link of linksOf(await newAsset())) {
    const first = await get(link);
    await becomesReady(link);
    const again = await get(link);
    expect(Buffer.from(await again.arrayBuffer())).toEqual(Buffer.from(await first.arrayBuffer()));
    const [before, after] = [first, again].map(({ headers }) => Object.fromEntries(headers));
    expect(after).toEqual({ ...before, date: after?.date, "x-request-id": after?.["x-request-id"] });
    expect(after?.["x-request-id"]).toMatch(/^req_.{12}$/);
    expect(after?.["x-request-id"]).not.toBe(before?.["x-request-id"]);
  }
});

test("a part, a 304 and a HEAD are what they are without it", async () => {
  const { thumbUrl } = await newAsset();
  const { headers } = await get(thumbUrl);
  const etag = `${headers.get("etag")}`;
  await becomesReady(thumbUrl);
  const part = await get(thumbUrl, { headers: { range: "bytes=0-3" } });
  expect([part.status, await part.text()]).toEqual([206, "RIFF"]);
  expect((await get(thumbUrl, { headers: { "if-none-match": etag } })).status).toBe(304);
  const since = `${headers.get("last-modified")}`;
  expect((await get(thumbUrl, { headers: { "if-modified-since": since } })).status).toBe(304);
  const head = await get(thumbUrl, { method: "HEAD" });
  expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([200, etag, ""]);
});

test("each caller gets a format that it accepts, at the same link", async () => {
  const link = `${(await newAsset()).url}?w=128&auto=format`;
  for (const accept of ["image/avif,image/webp", "image/webp", "*/*"]) {
    const type = (await get(link, { headers: { accept } })).headers.get("content-type");
    await becomesReady(link, { accept });
    const again = await get(link, { headers: { accept } });
    expect([type, again.headers.get("vary")]).toEqual([again.headers.get("content-type"), "Accept"]);
  }
  expect((await get(link, { headers: { accept: "image/webp" } })).headers.get("content-type")).toBe(
    "image/webp",
  );
  expect((await get(link, { headers: { accept: "*/*" } })).headers.get("content-type")).toBe("image/jpeg");
});

type Asset = Awaited<ReturnType<typeof newAsset>>;

test.each<[string, (asset: Asset) => Promise<unknown>, number]>([
  ["is in the trash", ({ id }) => agent.request("DELETE", `${agent.library}/assets`, { ids: [id] }), 404],
  [
    "has saved edits",
    ({ id }) => agent.request("PUT", `${agent.library}/assets/${id}/edits`, { rotate: 90 }),
    200,
  ],
  [
    "has another file",
    async ({ id }) =>
      agent.request("PUT", `${agent.library}/assets/${id}/file`, await drawing(60, 90).png().toBuffer(), {
        "content-type": "application/octet-stream",
      }),
    200,
  ],
  ["is in a private library", () => agent.request("PUT", `${agent.library}/privacy`, { private: true }), 404],
])("nothing is answered as before once the asset %s", async (_, change, status) => {
  const asset = await newAsset();
  const links = linksOf(asset).filter((link) => !link.endsWith("?download"));
  const before = new Map<string, string | null>();
  for (const link of links) before.set(link, (await get(link)).headers.get("etag"));
  for (const link of links) await becomesReady(link);
  expect(await change(asset)).toMatchObject({ status: 200 });
  for (const link of links) {
    const answer = await get(link);
    if (link !== asset.thumbUrl) expect(answer.status, link).toBe(status);
    expect(answer.headers.get("etag"), link).not.toBe(before.get(link));
  }
  await agent.request("PUT", `${agent.library}/privacy`, { private: false });
});

test("a signed link ends with its key, also when it was asked for before", async () => {
  const { id } = await newAsset();
  const sign = async (body: object) =>
    (await agent.request("POST", `${agent.library}/assets/${id}/link`, body)).data.url as string;
  const lasting = await sign({ query: "rot=90&w=64" });
  const expiring = await sign({ query: "rot=90&w=65", expiresInSeconds: 60 });
  await becomesReady(lasting);
  expect((await get(expiring)).status).toBe(200);
  expect(await isReady(expiring)).toBe(false);
  clock.advance(61_000);
  expect((await get(expiring)).status).toBe(403);
  // Late news of the upload may have ended that. The next that ends it is the new key.
  await becomesReady(lasting);

  await services.database.pool.query(
    `update organizations set link_salt = $3, former_link_keys =
       jsonb_build_array(jsonb_build_object('salt', encode(link_salt, 'hex'), 'sealedKey', null, 'until', $2::text)) where slug = $1`,
    [agent.organizationId, new Date(clock.now().getTime() + 60_000).toISOString(), Buffer.alloc(16, 1)],
  );
  await vi.waitFor(async () => expect(await isReady(lasting)).toBe(false), 10_000);
  expect((await get(lasting)).status).toBe(200);
  expect(await isReady(lasting)).toBe(false);
  clock.advance(61_000);
  expect((await get(lasting)).status).toBe(403);
});

test("each answer counts in the metrics of its route", async () => {
  const { thumbUrl } = await newAsset();
  await becomesReady(thumbUrl);
  answered.mockClear();
  for (let i = 0; i < 3; i++) expect(await isReady(thumbUrl)).toBe(true);
  const route = "/cdn/:organization/:library/:id/:version/:file";
  const one = { route, method: "GET", status: 200, transport: "files", seconds: expect.any(Number) };
  await vi.waitFor(() => expect(answered.mock.calls).toEqual([[one], [one], [one]]), 10_000);
});

test("a server that stops closes the connections of these answers too", async () => {
  const { thumbUrl } = await newAsset();
  await becomesReady(thumbUrl);
  const closed = app.close();
  const connections: (string | null)[] = [];
  for (;;) {
    const answer = await get(thumbUrl).catch(() => undefined);
    if (!answer) break;
    connections.push(answer.headers.get("connection"));
    await answer.arrayBuffer();
  }
  await closed;
  expect(connections.at(-1)).toBe("close");
});
