import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { picture } from "../../../../../test/support/files.ts";
import { newestAssets } from "../store.ts";

const { app, database } = await testApp();
const agent = await newAgent(app);
const { id: library } = await database.one<{ id: number }>(
  sql`select l.id from libraries l join organizations o on o.id = l.organization_id where o.slug = ${agent.organizationId}`,
);
const count = 3000;
const idAt = (n: number) => `asset${String(n).padStart(6, "0")}`;
await database.execute(
  sql`insert into assets (id, organization_id, library_id, position, filename, name, media_type, bytes, sha256, version, blob,
        stripped, status, created_at, updated_at, tags, tag_keys)
      select 'asset' || lpad(n::text, 6, '0'), (select organization_id from libraries where id = ${library}), ${library}, n, 'a.png',
        'a', 'image/png', 1, '', 'v', 'b', false, 'ready', now(), now(),
        case when n % 100 = 0 then array['Hundred'] when n % 7 = 0 then array['seven'] else '{}' end,
        case when n % 100 = 0 then array['hundred'] when n % 7 = 0 then array['seven'] else '{}' end
      from generate_series(1, ${count}) n`,
);
// Gaps, so that a page cannot be computed from positions alone.
await database.execute(
  sql`update assets set trashed_at = now() where library_id = ${library} and position % 5 = 0`,
);
const listed = Array.from({ length: count }, (_, i) => count - i).filter((n) => n % 5 !== 0);

const page = (query: string) => agent.get(`${agent.library}/assets?${query}`);
const idsOf = (answer: { data: { id: string }[] }) => answer.data.map(({ id }) => id);

test("assets are listed newest first, 50 per page", async () => {
  expect(idsOf(await page(""))).toEqual(listed.slice(0, 50).map(idAt));
  expect(idsOf(await page("page=2"))).toEqual(listed.slice(50, 100).map(idAt));
});

test("deep pages hold the same assets as limit and offset would", async () => {
  for (const offset of [0, 1023, 1024, 1025, 1500, 2047, 2300, 2399, 2400, 5000]) {
    const rows = await newestAssets(database, library, { offset, limit: 37 });
    expect(rows.map(({ id }) => id)).toEqual(listed.slice(offset, offset + 37).map(idAt));
  }
});

test("a page below 1 counts as 1, and one past the end is empty", async () => {
  expect(idsOf(await page("page=0&pageSize=2"))).toEqual(idsOf(await page("pageSize=2")));
  expect(idsOf(await page("page=-3&pageSize=2"))).toEqual(idsOf(await page("pageSize=2")));
  expect((await page("page=999999999")).data).toEqual([]);
});

test.each([
  "pageSize=501",
  "pageSize=0",
  "page=x",
  "page=1.5",
  "pageSize=many",
  "page=99999999999999999999",
  "tags=a,b,c,d,e,f",
])("%s is bad input", async (query) => {
  expect(await page(query)).toMatchObject({ status: 400, error: { code: "BAD_USER_INPUT" } });
});

test("tags filter for assets with any of them, ignoring case, repeated or separated by commas", async () => {
  const hundred = listed.filter((n) => n % 100 === 0);
  const seven = listed.filter((n) => n % 7 === 0 && n % 100 !== 0);
  expect(hundred).toEqual([]);
  expect(idsOf(await page("tags=SEVEN&pageSize=500"))).toEqual(seven.map(idAt));
  expect(idsOf(await page("tags=hundred,seven&pageSize=5"))).toEqual(seven.slice(0, 5).map(idAt));
  expect(idsOf(await page("tags=hundred&tags=seven&pageSize=5&page=2"))).toEqual(
    seven.slice(5, 10).map(idAt),
  );
  expect((await page("tags=nobody")).data).toEqual([]);
});

test("counts are exact and exclude the trash", async () => {
  const [found] = (await agent.get(`/organizations/${agent.organizationId}/libraries`)).data;
  expect(found).toMatchObject({
    assetsCount: listed.length,
    photosCount: listed.length,
    trashCount: count - listed.length,
  });
  expect(found.tags).toEqual([
    { id: "seven", count: listed.filter((n) => n % 7 === 0).length, type: "user" },
  ]);
});

test("assets are listed by when they were taken, of any tag and within dates", async () => {
  await database.execute(
    sql`update assets set camera = jsonb_build_object('takenAt', '2020-01-01T00:00:' || lpad((position % 60)::text, 2, '0'))
        where library_id = ${library} and position % 7 = 0`,
  );
  const dated = listed.filter((n) => n % 7 === 0);
  const secondOf = (n: number) => n % 60;
  const byDate = dated.toSorted((a, b) => secondOf(b) - secondOf(a) || b - a);
  const undated = listed.filter((n) => n % 7 !== 0);
  expect(idsOf(await page("sort=taken_newest&pageSize=500"))).toEqual(
    [...byDate, ...undated].slice(0, 500).map(idAt),
  );
  const late = idsOf(
    await page("tags=seven,nobody&takenFrom=2020-01-01T00:00:58&takenTo=2020-01&pageSize=500"),
  );
  expect(late).toEqual(dated.filter((n) => secondOf(n) >= 58).map(idAt));
});

test("a tag with a comma is asked for with a backslash before it", async () => {
  const other = await newAgent(app);
  const { data } = await other.upload({ "a.png": await picture(), "b.png": await picture("red") });
  const [{ id }, { id: second }] = data.assets;
  const tag = (assetId: string, tags: string[]) =>
    other.request("POST", `${other.library}/assets/tag`, { assetIds: [assetId], tags });
  await tag(id, ["Barcelona, Spain"]);
  await tag(second, ["Spain", "Barcelona"]);
  const asked = async (tags: string) =>
    idsOf(await other.get(`${other.library}/assets?tags=${encodeURIComponent(tags)}`));
  expect(await asked("Barcelona\\, Spain")).toEqual([id]);
  expect(await asked("barcelona\\, spain,Nobody")).toEqual([id]);
  expect(await asked("Barcelona, Spain")).toEqual([second]);
});
