import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../../test/support/app.ts";
import { newBrowser, signedIn } from "../../../../../test/support/browser.ts";
import { newTeam } from "../../../../../test/support/team.ts";

const { app, services, database } = await testApp();
const { organizationId, viewer } = await newTeam(app, services);
const { id: library } = await database.one<{ id: number }>(
  sql`select l.id from libraries l join organizations o on o.id = l.organization_id where o.slug = ${organizationId}`,
);

// In runs of 512 with gaps, as uploads, deletes and transfers leave them. Some names and sizes are equal.
const count = 2500;
interface Fixture {
  id: string;
  position: number;
  name: string;
  bytes: number;
  /** Without private metadata. */
  publicBytes: number | null;
  mediaType: string;
  status: string;
  tags: string[];
  trashed: boolean;
  parentId: string | null;
  takenAt: string | null;
}
const mediaTypes = ["image/png", "image/jpeg", "image/svg+xml", "video/mp4", "application/pdf"];
const idAt = (i: number) => `asset${String((i * 7919) % count).padStart(6, "0")}`;
const all: Fixture[] = Array.from({ length: count }, (_, i) => ({
  id: idAt(i),
  position: i + 1,
  name: `${i % 2 ? "Photo" : "photo"} ${i % 40}`,
  bytes: (i * 31) % 97,
  publicBytes: i % 3 === 0 ? Math.max(((i * 31) % 97) - 20, 0) : null,
  mediaType: mediaTypes[i % mediaTypes.length] as string,
  status: i % 100 === 3 ? "failed" : i % 100 === 4 ? "processing" : "ready",
  tags: [...(i % 2 ? ["Sea"] : []), ...(i % 3 ? [] : ["beach"])],
  trashed: i % 5 === 4,
  parentId: i > 2000 && i % 5 === 0 ? idAt(0) : null,
  // Some were taken in the same second, and some at an unknown time.
  takenAt: i % 4 === 1 ? null : `20${String(10 + (i % 13)).padStart(2, "0")}-05-0${1 + (i % 7)}T18:30:00`,
}));
await database.execute(
  sql`insert into assets (id, organization_id, library_id, position, parent_id, filename, name, media_type, bytes, public_bytes, sha256, version,
        blob, stripped, status, created_at, updated_at, trashed_at, camera, tags, tag_keys)
      select id, (select organization_id from libraries where id = ${library}), ${library}, position, "parentId", name, name,
        "mediaType", bytes, "publicBytes", '', 'v', id, false, status, now(), now(), case when trashed then now() end,
        jsonb_strip_nulls(jsonb_build_object('takenAt', "takenAt")), tags,
        array(select lower(tag) from unnest(tags) as tag)
      from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as a(id text, position bigint, "parentId" text, name text,
        "mediaType" text, bytes bigint, "publicBytes" bigint, status text, trashed boolean, "takenAt" text, tags text[])`,
);
const listed = all.filter(({ trashed, parentId }) => !trashed && parentId === null);

const browse = (input: object = {}) =>
  viewer.call("browseAssets", { organizationId, libraryId: "pictures", ...input });

const byId = (a: Fixture, b: Fixture) => (a.id < b.id ? -1 : 1);
const size = ({ bytes, publicBytes }: Fixture) => publicBytes ?? bytes;
const byText = (a: string, b: string) => Number(a > b) - Number(a < b);
const numberIn = ({ name }: Fixture) => Number(name.split(" ")[1]);
const sorted: Record<string, (a: Fixture, b: Fixture) => number> = {
  newest: (a, b) => b.position - a.position,
  oldest: (a, b) => a.position - b.position,
  name: (a, b) => numberIn(a) - numberIn(b) || b.name.localeCompare(a.name, "en") * -1 || byId(a, b),
  largest: (a, b) => size(b) - size(a) || byId(a, b),
  taken_newest: (a, b) => byText(b.takenAt ?? "", a.takenAt ?? "") || b.position - a.position,
  taken_oldest: (a, b) => byText(a.takenAt ?? "x", b.takenAt ?? "x") || b.position - a.position,
};
const filters: [string, object, (asset: Fixture) => boolean][] = [
  ["nothing", {}, () => true],
  ["images", { kind: "image" }, ({ mediaType }) => mediaType.startsWith("image/")],
  ["videos", { kind: "video" }, ({ mediaType }) => mediaType === "video/mp4"],
  ["documents", { kind: "document" }, ({ mediaType }) => mediaType === "application/pdf"],
  ["a state", { state: "failed" }, ({ status }) => status === "failed"],
  ["a tag in another case", { tags: ["SEA"] }, ({ tags }) => tags.includes("Sea")],
  ["two tags, both", { tags: ["sea", "Beach"] }, ({ tags }) => tags.length === 2],
  [
    "all at once",
    { tags: ["beach"], kind: "image", state: "ready" },
    ({ tags, mediaType, status }) =>
      tags.includes("beach") && mediaType.startsWith("image/") && status === "ready",
  ],
  [
    "dates taken",
    { takenFrom: "2012-05-03", takenTo: "2015" },
    ({ takenAt }) => takenAt !== null && takenAt >= "2012-05-03" && takenAt < "2016",
  ],
  ["a tag that nothing carries", { tags: ["nobody"] }, () => false],
];

test.each(
  Object.keys(sorted).flatMap((sort) =>
    filters.map(([what, filter, fits]) => ({ sort, what, filter, fits })),
  ),
)(
  "$sort, filtered by $what: pages hold every asset once and in order, with the right total",
  async (asked) => {
    const expected = listed.filter(asked.fits).toSorted(sorted[asked.sort]);
    const seen: string[] = [];
    for (let page = 1; page <= Math.ceil(count / 499); page++) {
      const { data } = await browse({ ...asked.filter, sort: asked.sort, page, pageSize: 499 });
      expect(data.found).toBe(expected.length);
      seen.push(...data.assets.map(({ id }: { id: string }) => id));
    }
    expect(seen).toEqual(expected.map(({ id }) => id));
  },
);

test("without parameters the newest 100 assets are returned", async () => {
  const { data } = await browse();
  expect(data.found).toBe(listed.length);
  expect(data.assets).toHaveLength(100);
  const newest = listed.toSorted(sorted.newest)[0] as Fixture;
  expect(data.assets[0]).toMatchObject({
    id: newest.id,
    size: size(newest),
    url: expect.any(String),
    views: [],
  });
});

test.each([
  { pageSize: 501 },
  { pageSize: 0 },
  { page: "1" },
  { tags: ["a", "b", "c", "d", "e", "f"] },
  { tags: "a" },
  { kind: "audio" },
  { state: "ended" },
  { sort: "smallest" },
  { takenFrom: "May" },
  { takenFrom: "2024-02-30" },
  { takenTo: "2024-5-1" },
  { takenTo: "2024-05-01T24:00" },
  { takenTo: "2024-05-01T18" },
  { takenTo: "0000" },
  { colour: "red" },
])("%j is bad input", async (input) => {
  expect(await browse(input)).toMatchObject({ status: 400, error: { code: "BAD_USER_INPUT" } });
});

test("only members of the organization can browse a library", async () => {
  const asked = { organizationId, libraryId: "pictures" };
  expect((await newBrowser(app, services).call("browseAssets", asked)).error.code).toBe("UNAUTHENTICATED");
  const stranger = await signedIn(app, services, "stranger@example.com");
  expect((await stranger.call("browseAssets", asked)).error.code).toBe("ORGANIZATION_NOT_FOUND");
  expect((await browse({ libraryId: "atlantis" })).error.code).toBe("RESOURCE_NOT_FOUND");
});

test.each([
  ["2010-05-01T18:30:00", "2010-05-01T18:30:00"],
  ["2010-05-01T18:30", "2010-05-01T18:30"],
  ["2010-05-01", "2010-05-01"],
  ["2010-05", "2010-05-01"],
  ["0001", "2010-05-01"],
])("what was taken from %s to %s includes both ends", async (takenFrom, takenTo) => {
  const { data } = await browse({ takenFrom, takenTo });
  const expected = listed.filter(({ takenAt }) => takenAt === "2010-05-01T18:30:00");
  expect(expected.length).toBeGreaterThan(0);
  expect(data.found).toBe(expected.length);
});

test("a span that ends with the last year has no end", async () => {
  const { data } = await browse({ takenFrom: "2000", takenTo: "9999" });
  expect(data.found).toBe(listed.filter(({ takenAt }) => takenAt !== null).length);
});
