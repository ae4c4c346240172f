import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { freshDatabase } from "../../../../test/support/postgres/database.ts";
import { searchable } from "../../../../test/support/searchable.ts";

const { database } = await freshDatabase();
const { newLibrary, file, ids, libraryOf } = searchable(database);

test("words are found in names, tags and descriptions, and every word must match somewhere", async () => {
  const { find } = await libraryOf(
    { name: "IMG_1234-sunset.beach", tags: ["Deep Sea"], description: "a red boat" },
    { name: "red sunset" },
  );
  for (const q of ["img", "1234", "beach sunset", "sea boat img", "SUNSET red sea"])
    expect(await find(q)).toEqual([0]);
  expect(await find("sunset")).toEqual([1, 0]);
  expect(await find("sunset green")).toEqual([]);
});

test("the last word may be unfinished, the others may not", async () => {
  const { find } = await libraryOf({ name: "sunset beach" });
  for (const q of ["s", "su", "sun", "sunset b", "beach sunse"]) expect(await find(q)).toEqual([0]);
  for (const q of ["sun beach", "bea sunset", "nset"]) expect(await find(q)).toEqual([]);
});

test("words allow one typo from 5 letters and two from 9; numbers allow none", async () => {
  const { find } = await libraryOf(
    { name: "beach" },
    { name: "barcelona" },
    { name: "1234567" },
    { name: "lake" },
  );
  for (const q of ["beahc", "beaach", "beachh", "peach", "baech"])
    expect([q, await find(q)]).toEqual([q, [0]]);
  for (const q of ["barclona", "barcelnoa", "bacrelnoa", "brcelonna"])
    expect([q, await find(q)]).toEqual([q, [1]]);
  for (const q of ["bech", "leke", "baeahc", "pacrelnao", "1234568"])
    expect([q, await find(q)]).toEqual([q, []]);
});

test("matches without a typo come first; then name before tags before description, then the newest", async () => {
  const { find } = await libraryOf(
    { name: "one", description: "peach" },
    { name: "peach" },
    { name: "two", tags: ["peach"] },
    { name: "peach" },
    { name: "beach" },
    { name: "three", description: "a peach" },
  );
  expect(await find("peach")).toEqual([3, 1, 2, 5, 0, 4]);
});

test("with several words, the least important place of any word sets the score", async () => {
  const { find } = await libraryOf(
    { name: "red", description: "boat" },
    { name: "red boat" },
    { name: "x", tags: ["red boat"] },
    { name: "boat", tags: ["red"] },
  );
  expect(await find("red boat")).toEqual([1, 3, 2, 0]);
});

test("a query without words finds the newest assets", async () => {
  const { find } = await libraryOf({ name: "a" }, { name: "…" }, { name: "b" });
  for (const q of ["", "   ", "!?"]) expect(await find(q)).toEqual([2, 1, 0]);
});

test("accents, case, ligatures and Unicode forms make no difference", async () => {
  const { find } = await libraryOf({ name: "Ma\u0301laga STRASSE" }, { name: "ﬁsch İstanbul" });
  for (const q of ["malaga", "MÁLAGA", "straße"]) expect(await find(q)).toEqual([0]);
  for (const q of ["fisch", "istanbul", "ISTANBUL"]) expect(await find(q)).toEqual([1]);
});

test("any part of a text without spaces is found, and only in its own order", async () => {
  const { find } = await libraryOf({ name: "東京タワー2024年" }, { name: "京都の東" }, { name: "กรุงเทพ" });
  for (const q of ["東京", "京タワ", "タワー", "2024年", "ワー 東京"]) expect(await find(q)).toEqual([0]);
  for (const q of ["京", "東"]) expect(await find(q)).toEqual([1, 0]);
  expect(await find("タ京")).toEqual([]);
  expect(await find("เทพ")).toEqual([2]);
});

test("Cyrillic, Greek, Arabic and Hindi words are found, with typos too", async () => {
  const { find } = await libraryOf(
    { name: "Москва ночью" },
    { name: "Αθήνα" },
    { name: "مُحَمَّد" },
    { name: "हिन्दी" },
  );
  for (const [q, at] of [
    ["москав", 0],
    ["НОЧ", 0],
    ["αθηνα", 1],
    ["محمد", 2],
    ["हिन्दी", 3],
  ] as const) {
    expect([q, await find(q)]).toEqual([q, [at]]);
  }
});

test("views and trashed assets are not found; restored assets are found again", async () => {
  const {
    organization,
    library,
    find,
    ids: filed,
  } = await libraryOf({ name: "sunset one" }, { name: "sunset two" });
  await file(organization, library, [{ name: "sunset view" }], filed[0]);
  expect(await find("sunset")).toEqual([1, 0]);
  await database.execute(sql`update assets set trashed_at = now() where id = ${filed[0]}`);
  expect(await find("sunset")).toEqual([1]);
  expect(await find("")).toEqual([1]);
  await database.execute(sql`update assets set trashed_at = null where id = ${filed[0]}`);
  expect(await find("sunset")).toEqual([1, 0]);
});

test("a search finds nothing in other libraries or organizations", async () => {
  const mine = await libraryOf({ name: "sunset" });
  const other = await libraryOf({ name: "sunset" });
  const sibling = await newLibrary(mine.organization);
  await file(mine.organization, sibling, [{ name: "sunset" }]);
  expect(await ids(mine.organization, [mine.library], "sunset")).toEqual({ found: 1, ids: mine.ids });
  expect(await ids(mine.organization, [other.library], "sunset")).toEqual({ found: 0, ids: [] });
  expect(await ids(mine.organization, [], "sunset")).toEqual({ found: 0, ids: [] });
});

test("a renamed, moved or purged asset leaves nothing behind", async () => {
  const {
    organization,
    library,
    ids: filed,
  } = await libraryOf({ name: "sunset", tags: ["sea"], description: "boat" });
  const target = await newLibrary(organization);
  await database.execute(sql`update assets set name = 'dawn', description = null where id = ${filed[0]}`);
  expect((await ids(organization, [library], "sunset")).found).toBe(0);
  await database.execute(sql`update assets set library_id = ${target}, position = 7 where id = ${filed[0]}`);
  expect((await ids(organization, [library], "dawn")).found).toBe(0);
  expect((await ids(organization, [target], "dawn sea")).found).toBe(1);
  await database.execute(sql`delete from assets where id = ${filed[0]}`);
  const left = await database.query(
    sql`select word from search_words where library_id in (${library}, ${target})`,
  );
  expect(left).toEqual([]);
  await database.execute(sql`delete from libraries where id in (${library}, ${target})`);
  const words = await database.query(
    sql`select word from search_vocabulary where library_id in (${library}, ${target})`,
  );
  expect(words).toEqual([]);
});
