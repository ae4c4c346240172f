import sharp from "sharp";
import { expect, test } from "vitest";
import { agentOf, newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { drawing } from "../../../../../test/support/media/pictures.ts";
import { newTeam } from "../../../../../test/support/team.ts";
import { dayMs } from "../../../../platform/clock.ts";

const { app, services, clock } = await testApp();
const agent = await newAgent(app);
const photo = await drawing(600, 400).jpeg().toBuffer();
const [{ id }] = (await agent.upload({ "photo.jpg": photo })).data.assets;
const assets = `${agent.library}/assets`;
const sign = async (query: string, expiresInSeconds?: number) => {
  const { data, error } = await agent.request("POST", `${assets}/${id}/link`, { query, expiresInSeconds });
  return { ...data, error };
};
const fetched = (url: string, headers = {}) => {
  const { pathname, search } = new URL(url);
  return app.inject({ url: pathname + search, headers });
};
const statusOf = async (url: string) => (await fetched(url)).statusCode;

test.each([
  ["rot=90", 400, 600],
  ["w=123", 123, 82],
  ["w=101&h=57&fit=crop&fp-x=0.1&fp-y=0.9&crop=focalpoint", 101, 57],
  ["rect=0,0,100,50", 100, 50],
  ["blur=40&sharp=10&w=200", 200, 133],
  ["pad=10&bg=red&w=200", 220, 153],
  ["flip=h&flop=1&w=100", 100, 67],
  ["trim=auto&w=100&frame=1", 100, 67],
])("a signed link may ask for ?%s, and gets exactly that", async (query, width, height) => {
  const { url, expiresAt } = await sign(query);
  expect(expiresAt).toBeNull();
  const answer = await fetched(url);
  expect(answer.statusCode, answer.payload.slice(0, 200)).toBe(200);
  expect(await sharp(answer.rawPayload).metadata()).toMatchObject({ width, height });
});

test("a signature fits its path and its parameters alone, in any order", async () => {
  const url = new URL((await sign("w=300&rot=90")).url);
  expect(await statusOf(url.href)).toBe(200);
  const reordered = new URL(url);
  reordered.search = `utm_source=a&s=${url.searchParams.get("s")}&rot=90&w=300`;
  expect(await statusOf(reordered.href)).toBe(200);
  const changes: ((link: URL) => void)[] = [
    (link) => link.searchParams.set("w", "301"),
    (link) => link.searchParams.set("blur", "9"),
    (link) => link.searchParams.delete("rot"),
    (link) => link.searchParams.set("expires", "9999999999"),
    (link) => link.searchParams.set("s", "x".repeat(43)),
    (link) => {
      link.pathname = link.pathname.replace(/[^/]+$/, "AAAAAAAAAAA");
    },
  ];
  for (const change of changes) {
    const link = new URL(url);
    change(link);
    expect(await statusOf(link.href), link.href).toBeGreaterThanOrEqual(403);
  }
});

test("a link that expires says so when it did", async () => {
  const { url, expiresAt } = await sign("w=300", 60);
  expect(Date.parse(expiresAt)).toBeGreaterThan(clock.now().getTime());
  expect(await statusOf(url)).toBe(200);
  clock.advance(61_000);
  const { statusCode, ...answer } = await fetched(url);
  expect([statusCode, answer.json().error.message]).toEqual([
    403,
    expect.stringMatching(/^This link expired\./),
  ]);
});

test.each(["", "w=300", "rot=90"])(
  "caches keep what a link with %j and an end shows no longer than the link works",
  async (query) => {
    const { url } = await sign(query, 3600);
    const asLongAsOthers = "public, max-age=0, s-maxage=60, must-revalidate";
    expect((await fetched(url)).headers["cache-control"]).toBe(asLongAsOthers);
    clock.advance(3_550_000);
    for (const [status, headers] of [
      [200, {}],
      [304, { "if-none-match": "*" }],
    ] as const) {
      const secondsLeft = Number(new URL(url).searchParams.get("expires")) - clock.now().getTime() / 1000;
      const answer = await fetched(url, headers);
      expect(answer.statusCode).toBe(status);
      const [, seconds] =
        /^public, max-age=0, s-maxage=(\d+), must-revalidate$/.exec(`${answer.headers["cache-control"]}`) ??
        [];
      expect(Number(seconds)).toBeLessThanOrEqual(secondsLeft);
    }
    const [other, endless] = [(await sign(query, 3600)).url, (await sign(query)).url];
    for (const one of [other, endless]) {
      expect((await fetched(one)).headers["cache-control"]).toBe(asLongAsOthers);
    }
  },
);

test("a link cannot be signed for what links do not know", async () => {
  expect((await sign("witdh=3")).error).toMatchObject({
    code: "BAD_USER_INPUT",
    message: expect.stringContaining("'witdh'"),
  });
  expect((await sign("rot=x")).error).toMatchObject({
    code: "BAD_USER_INPUT",
    message: expect.stringContaining("'rot'"),
  });
});

test("many links are signed at once, and an asset that does not exist has none", async () => {
  const links = [{ assetId: id, query: "rot=180" }, { assetId: "AAAAAAAAAAA" }, { assetId: id }];
  const { data } = await agent.request("POST", `${assets}/links`, { links });
  expect(data.links.map(({ url }: { url: string | null }) => url === null)).toEqual([false, true, false]);
  for (const { url } of [data.links[0], data.links[2]]) expect(await statusOf(url)).toBe(200);
  const many = Array.from({ length: 501 }, () => ({ assetId: id }));
  expect((await agent.request("POST", `${assets}/links`, { links: many })).status).toBe(400);
});

test("no link is signed for an asset of another library or in the trash", async () => {
  const other = await newAgent(app);
  expect((await other.request("POST", `${other.library}/assets/${id}/link`, {})).status).toBe(404);
  const [{ id: gone }] = (await agent.upload({ "gone.jpg": photo })).data.assets;
  await agent.request("DELETE", assets, { ids: [gone] });
  expect((await agent.request("POST", `${assets}/${gone}/link`, {})).status).toBe(404);
});

/** A team with an asset, whose links are signed by its owner. */
async function signingTeam() {
  const team = await newTeam(app, services);
  const { organizationId, owner } = team;
  const { data } = await owner.call("createKey", {
    organizationId,
    name: "Agent",
    libraries: { pictures: "write" },
    scopes: [],
  });
  const writer = agentOf(app, { organizationId, libraryId: "pictures", apiKey: data.apiKey });
  const assetId = (await writer.upload({ "a.jpg": photo })).data.assets[0].id;
  const asked = { organizationId, libraryId: "pictures", assetId, query: "rot=90" };
  return {
    link: async () => (await owner.call("getAssetLink", asked)).data.url as string,
    rotate: (formerDays: number) => owner.call("rotateLinkKey", { organizationId, formerDays }),
  };
}

test("after a rotation, links work that were signed before, as long as asked, and new ones do at once", async () => {
  const { link, rotate } = await signingTeam();
  const before = await link();
  expect(await statusOf(before)).toBe(200);
  await rotate(2);
  const after = await link();
  expect(after).not.toBe(before);
  expect([await statusOf(before), await statusOf(after)]).toEqual([200, 200]);
  clock.advance(2 * dayMs + 1000);
  expect([await statusOf(before), await statusOf(after)]).toEqual([403, 200]);
  await rotate(0);
  expect([await statusOf(after), await statusOf(await link())]).toEqual([403, 200]);
});

test("links of several keys ago work as long as their rotation promised, and a later one can end them sooner", async () => {
  const { link, rotate } = await signingTeam();
  const links = [await link()];
  for (const days of [3, 7, 7]) {
    await rotate(days);
    links.push(await link());
  }
  const statuses = () => Promise.all(links.map(statusOf));
  expect(await statuses()).toEqual([200, 200, 200, 200]);
  clock.advance(3 * dayMs + 1000);
  expect(await statuses()).toEqual([403, 200, 200, 200]);
  await rotate(1);
  clock.advance(dayMs + 1000);
  expect(await statuses()).toEqual([403, 403, 403, 403]);
  links.push(await link());
  await rotate(5);
  await rotate(0);
  expect((await statuses()).at(-1)).toBe(403);
});
