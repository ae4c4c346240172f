import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { agentOf, newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import type { Json } from "../../../../test/support/json.ts";
import { drawing } from "../../../../test/support/media/pictures.ts";
import { newKey, newOrganization } from "../../../../test/support/operator.ts";
import { processAsset } from "../assets/process/process.ts";
import { purgeLibrary } from "./purge-library.ts";
import { linkedAsset } from "./store.ts";

const { app, services, clock } = await testApp({
  config: { cdnPurgeUrl: "http://127.0.0.1:9/purge" },
});
const photo = await drawing(1200, 900).jpeg().toBuffer();

type Agent = Awaited<ReturnType<typeof newAgent>>;
const setPrivacy = (agent: Agent, body: object) => agent.request("PUT", `${agent.library}/privacy`, body);

async function privateLibrary() {
  const agent = await newAgent(app);
  const { data } = await agent.upload({ "photo.jpg": photo });
  const { id } = data.assets[0];
  await processAsset(services, { assetId: id }, { isLast: true });
  const before = (await agent.get(`${agent.library}/assets/${id}`)).data;
  expect((await setPrivacy(agent, { private: true, linkSeconds: 3600 })).status).toBe(200);
  const asset = async () => (await agent.get(`${agent.library}/assets/${id}`)).data;
  return { agent, id, before, asset };
}

const get = (url: string, headers = {}) => {
  const { pathname, search } = new URL(url);
  return app.inject({ url: pathname + search, headers });
};
const statusOf = async (url: string) => (await get(url)).statusCode;
const unsigned = (url: string) => url.split("?")[0] as string;

/** Every kind of link that an answer has. */
const linksOf = ({ url, thumbUrl, thumbHighUrl, thumbUrlBlurred, sizes }: Json): string[] => [
  url,
  thumbUrl,
  thumbHighUrl,
  thumbUrlBlurred,
  ...Object.values(sizes as Record<string, string>).filter(Boolean),
];

test("links in answers work, are in no shared cache, and none works without its signature", async () => {
  const { asset, before } = await privateLibrary();
  const links = linksOf(await asset());
  expect(links).toHaveLength(6);
  for (const link of links) {
    const answer = await get(link);
    expect(answer.statusCode, link).toBe(200);
    expect(answer.headers["cache-control"], link).toMatch(/^private, /);
    expect(await statusOf(unsigned(link)), link).toBe(404);
  }
  for (const link of linksOf(before)) expect(await statusOf(link), link).toBe(404);
});

test("browsers keep a size no longer than its link works", async () => {
  const { asset } = await privateLibrary();
  const { thumbUrl } = await asset();
  expect((await get(thumbUrl)).headers["cache-control"]).toBe("private, max-age=300");
  const end = Number(new URL(thumbUrl).searchParams.get("expires")) * 1000;
  clock.advance(end - clock.now().getTime() - 200_000);
  const secondsLeft = (end - clock.now().getTime()) / 1000;
  const [, seconds] =
    /^private, max-age=(\d+)$/.exec(`${(await get(thumbUrl)).headers["cache-control"]}`) ?? [];
  expect(Number(seconds)).toBeLessThanOrEqual(secondsLeft);
});

test.each([
  "",
  "?download",
  "?w=320",
  "?w=320&fm=webp",
  "?rot=90",
  "?w=impossible",
  "?expires=soon",
  "?edits=none",
])("the permanent link%s tells nothing without a signature", async (query) => {
  const { before } = await privateLibrary();
  const answer = await get(`${before.url}${query}`);
  const unknown = await get(`${before.url.replace(/[^/]+$/, "AAAAAAAAAAA")}`);
  expect([answer.statusCode, answer.json().error.message]).toEqual([404, unknown.json().error.message]);
  expect(answer.headers["cache-control"] ?? "no-store").not.toContain("public");
});

test("a signature is for one link, of one organization, and until it expires", async () => {
  const { asset } = await privateLibrary();
  const other = await privateLibrary();
  const [one, two] = [await asset(), await other.asset()];
  for (const [link, foreign] of linksOf(one).map((link, i) => [link, linksOf(two)[i] ?? ""] as const)) {
    expect(await statusOf(`${unsigned(link)}?${foreign.split("?")[1]}`), link).toBe(404);
    expect(await statusOf(link.replace(/s=..../, "s=AAAA")), link).toBe(404);
    expect(await statusOf(link.replace(/expires=\d/, "expires=9")), link).toBe(404);
  }
  expect(await statusOf(`${unsigned(one.thumbUrl)}?${one.url.split("?")[1]}`)).toBe(404);
  clock.advance(3_600_000);
  for (const link of linksOf(one)) {
    const answer = await get(link, { "if-none-match": "*" });
    expect([answer.statusCode, answer.json().error.message]).toEqual([
      403,
      expect.stringMatching(/^This link expired\./),
    ]);
  }
  for (const link of linksOf(await asset())) expect(await statusOf(link), link).toBe(200);
});

test("a signed link downloads, and asks for sizes with a signature of its own", async () => {
  const { agent, id, asset } = await privateLibrary();
  const { url } = await asset();
  const saved = await get(`${url}&download`);
  expect([saved.statusCode, saved.headers["content-disposition"]]).toEqual([
    200,
    "attachment; filename=photo.jpg",
  ]);
  expect(await statusOf(`${url}&w=320`)).toBe(404);
  const { data } = await agent.request("POST", `${agent.library}/assets/${id}/link`, { query: "w=320" });
  const sized = await get(data.url);
  expect([sized.statusCode, sized.headers["cache-control"]]).toEqual([
    200,
    expect.stringMatching(/^private, /),
  ]);
});

test("links stay the same for a while, so that browsers find what they have", async () => {
  const { asset } = await privateLibrary();
  const expiry = ({ url }: { url: string }) => Number(new URL(url).searchParams.get("expires")) * 1000;
  const now = clock.now().getTime();
  const first = await asset();
  expect(expiry(first)).toBeGreaterThanOrEqual(now + 2_700_000 - 1000);
  expect(expiry(first)).toBeLessThanOrEqual(now + 3_600_000);
  expect((await asset()).url).toBe(first.url);
  clock.advance(900_000);
  expect((await asset()).url).not.toBe(first.url);
});

test("lists, search, views and the answer of an upload have signed links", async () => {
  const { agent, id } = await privateLibrary();
  const uploaded = (await agent.upload({ "view.jpg": photo }, { parentId: id })).data.assets[0];
  const [listed] = (await agent.get(`${agent.library}/assets`)).data;
  const path = `/organizations/${agent.organizationId}/search/assets?q=photo`;
  const [found] = (await agent.get(path)).data.hits;
  const urls = [uploaded.url, listed.url, listed.views[0].url, listed.views[0].metadata.url, found.thumbUrl];
  for (const url of urls) expect(await statusOf(url), url).toBe(200);
});

test("a share link shows the files of a private library as long as it works", async () => {
  const { agent, id } = await privateLibrary();
  const { data } = await agent.request("POST", `${agent.library}/shares`, { assetIds: [id] });
  const gallery = (await get(data.url)).payload;
  const [, thumbnail = ""] = /<img [^>]*src="(\/s\/[^"]+\.webp)"/.exec(gallery) ?? [];
  const answer = await get(`http://localhost${thumbnail}`);
  expect([answer.statusCode, answer.headers["cache-control"]]).toEqual([200, "private, max-age=300"]);
  await agent.request("DELETE", `${agent.library}/shares/${data.id}`);
  expect((await get(`http://localhost${thumbnail}`)).statusCode).not.toBe(200);
});

/** Payloads of the jobs of this name, in their order. */
const queued = async (name: string) => {
  const jobs = await services.database.query<{ payload: { links: { path: string }[]; libraryId: number } }>(
    sql`select payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${name} order by j.id`,
  );
  return jobs.map(({ payload }) => payload);
};

test("the CDN is told every link when a library becomes private", async () => {
  const { agent, id } = await privateLibrary();
  const [asked] = (await queued("purge_library_from_cdn")).slice(-1);
  await purgeLibrary(services, { libraryId: asked?.libraryId ?? 0 });
  const { version } = (await linkedAsset(services.database, id)) ?? {};
  const path = `${agent.organizationId}/${agent.libraryId}/${id}`;
  expect((await queued("purge_cdn")).slice(-1)).toEqual([{ links: [{ path, version }] }]);
});

test("the CDN is told the links of what moves into a private library", async () => {
  const organizationId = await newOrganization(services, ["open", "closed"]);
  const { apiKey } = await newKey(services, organizationId, { open: "write", closed: "write" });
  const agent = agentOf(app, { organizationId, libraryId: "open", apiKey });
  const [{ id, url }] = (await agent.upload({ "b.jpg": photo })).data.assets;
  await agent.request("PUT", `/organizations/${organizationId}/libraries/closed/privacy`, { private: true });
  const move = { targetLibraryId: "closed", assetIds: [id] };
  expect((await agent.request("POST", `${agent.library}/assets/transfer`, move)).status).toBe(200);
  const [purged] = (await queued("purge_cdn")).slice(-1);
  expect(purged?.links[0]?.path).toBe(`${organizationId}/open/${id}`);
  expect(await statusOf(url)).toBe(404);
});

test("a public library has plain links again at once, and signed ones go on", async () => {
  const { agent, asset, before } = await privateLibrary();
  const signed = await asset();
  const { data } = await setPrivacy(agent, { private: false });
  expect(data).toMatchObject({ private: false, linkSeconds: 3600 });
  expect(linksOf(await asset())).toEqual(linksOf(before));
  for (const link of [...linksOf(before), ...linksOf(signed)]) expect(await statusOf(link), link).toBe(200);
});

test.each([{ private: true, linkSeconds: 59 }, { private: true, linkSeconds: 2_592_001 }, {}])(
  "%o is refused",
  async (body) => {
    const agent = await newAgent(app);
    expect((await setPrivacy(agent, body)).error.code).toBe("BAD_USER_INPUT");
  },
);
