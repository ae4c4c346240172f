import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { freshDatabase } from "../../../../test/support/postgres/database.ts";
import { searchable } from "../../../../test/support/searchable.ts";
import { search } from "./search.ts";

const { database } = await freshDatabase();
const { ids, libraryOf } = searchable(database);

test("a file's name is found with its extension, and while the extension is typed", async () => {
  const { find } = await libraryOf({ name: "IMG_1234" }, { name: "final_v2_FINAL" }, { name: "IMG_12345" });
  for (const q of ["IMG_1234.JPG", "img_1234.jpeg", "IMG_1234.j", "IMG_1234.heic"])
    expect([q, await find(q)]).toEqual([q, [0]]);
  expect(await find("final_v2_FINAL.png")).toEqual([1]);
  expect(await find("IMG_1234.JPG final")).toEqual([]);
  expect(await find("IMG_1234.xyz")).toEqual([]);
});

test("a word is found by its parts, and parts by the word", async () => {
  const { find } = await libraryOf(
    { name: "sunsetBeach" },
    { name: "img1234" },
    { name: "IMG_1234" },
    { name: "XMLHttp" },
  );
  for (const q of ["sunset", "beach", "sunsetbeach", "sunset beach", "sunsetBea", "SunsetBeach"])
    expect([q, await find(q)]).toEqual([q, [0]]);
  for (const q of ["img1234", "IMG_1234", "img-1234", "1234", "img 12", "img12"])
    expect([q, await find(q)]).toEqual([q, [2, 1]]);
  expect(await find("http")).toEqual([3]);
});

test("a date and a short word are found with and without what joins them", async () => {
  const { find } = await libraryOf(
    { name: "2024-05-01 party" },
    { name: "20240501_123045" },
    { name: "wi-fi" },
    { name: "wifi" },
    { name: "v_2" },
  );
  for (const q of ["2024-05-01", "20240501", "2024.05.01", "2024-05", "202405"])
    expect([q, await find(q)]).toEqual([q, [1, 0]]);
  for (const q of ["wi-fi", "wifi", "Wi–Fi"]) expect([q, await find(q)]).toEqual([q, [3, 2]]);
  expect(await find("v2")).toEqual([4]);
});

test("signs and emoji are words", async () => {
  const { find } = await libraryOf(
    { name: "C++ notes" },
    { name: "C notes" },
    { name: "party 🎉🎊" },
    { name: "flag 🇪🇸" },
    { name: "flag 🇸🇪" },
    { name: "rock & roll", tags: ["★"] },
  );
  for (const [q, at] of [
    ["C++", [0]],
    ["notes", [1, 0]],
    ["🎉", [2]],
    ["🎊", [2]],
    ["🇪🇸", [3]],
    ["&", [5]],
    ["★", [5]],
    ["rock & roll", [5]],
    ["party & 🎉", [2]],
    ["#party", [2]],
  ] as const)
    expect([q, await find(q)]).toEqual([q, at]);
});

test("a word after a hyphen excludes what carries it, whole and without typos", async () => {
  const {
    organization,
    library,
    ids: filed,
    find,
  } = await libraryOf(
    { name: "beach sunset" },
    { name: "beach", tags: ["night"] },
    { name: "beach sunsets" },
    { name: "IMG_1 beach" },
    { name: "img beach 1" },
  );
  expect(await find("beach -sunset")).toEqual([1, 4, 3, 2]);
  expect(await find("-sunset beach -night")).toEqual([4, 3, 2]);
  expect(await find("beach -img1")).toEqual([1, 2, 0]);
  expect(await find("-beach")).toEqual([]);
  expect(await find("-sunset")).toEqual([4, 3, 2, 1]);
  expect((await ids(organization, [library], "beach -sunset", 1, 2)).ids).toEqual([filed[4], filed[3]]);
  expect((await ids(organization, [library], "beach -sunset", 1, 2)).found).toBe(4);
});

test("an asset whose name is the query comes before longer names, even newer ones", async () => {
  const { find } = await libraryOf(
    { name: "Sun-Beach" },
    { name: "sun beach 2" },
    { name: "sun" },
    { name: "sunrise" },
    { name: "a sun" },
  );
  expect(await find("sun beach")).toEqual([0, 1]);
  expect((await find("sun"))[0]).toBe(2);
  expect((await find("sun.jpg"))[0]).toBe(2);
});

test.each([
  ["newest", [3, 2, 1, 0]],
  ["oldest", [0, 1, 2, 3]],
  ["name", [1, 3, 2, 0]],
  ["largest", [2, 0, 1, 3]],
  ["taken_newest", [1, 2, 3, 0]],
  ["taken_oldest", [2, 1, 3, 0]],
] as const)("matches can be sorted: %s", async (sort, order) => {
  const {
    organization,
    library,
    ids: filed,
  } = await libraryOf(
    { name: "sun 10" },
    { name: "Été sun" },
    { name: "sun 2" },
    { name: "Ete z sun" },
    { name: "moon" },
  );
  await database.execute(sql`update assets set bytes = 9 where id = ${filed[2]}`);
  await database.execute(sql`update assets set bytes = 5 where id = ${filed[0]}`);
  await database.execute(sql`update assets set bytes = 3 where id = ${filed[1]}`);
  await database.execute(sql`update assets set bytes = 100, public_bytes = 1 where id = ${filed[3]}`);
  await database.execute(
    sql`update assets set camera = jsonb_build_object('takenAt', '2024-05-0' || bytes % 8 || 'T10:00:00')
        where id in (${filed[1]}, ${filed[2]})`,
  );
  const scope = { organizationId: organization, libraryIds: [library] };
  const whole = await search(database, scope, "sun", { offset: 0, limit: 10 }, { sort });
  expect(whole.hits.map(({ id }) => filed.indexOf(id))).toEqual(order);
  const page = await search(database, scope, "sun", { offset: 1, limit: 2 }, { sort });
  expect(page).toMatchObject({ found: 4, hits: order.slice(1, 3).map((at) => ({ id: filed[at] })) });
});
