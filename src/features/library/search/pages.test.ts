import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { freshDatabase } from "../../../../test/support/postgres/database.ts";
import { searchable } from "../../../../test/support/searchable.ts";

const { database } = await freshDatabase();
const { newOrganization, newLibrary, file, ids, libraryOf } = searchable(database);

test("pages over several libraries hold every match once, with the total count", async () => {
  const organization = await newOrganization();
  const libraries = await Promise.all([1, 2, 3].map(() => newLibrary(organization)));
  for (let round = 0; round < 40; round++) {
    const library = libraries[round % 3] as number;
    await file(
      organization,
      library,
      Array.from({ length: 30 }, (_, n) => ({ name: `sun ${n % 3 ? "a" : "b"}` })),
    );
  }
  // One library holds old assets at new positions, as after a transfer.
  await database.execute(
    sql`update assets set created_at = to_timestamp(1) where library_id = ${libraries[0]} and position > 200`,
  );
  const whole = await ids(organization, libraries, "sun", 0, 5000);
  expect(whole.found).toBe(1200);
  const paged: string[] = [];
  for (let offset = 0; offset < 1300; offset += 70) {
    const page = await ids(organization, libraries, "sun", offset, 70);
    expect(page.found).toBe(1200);
    paged.push(...page.ids);
  }
  expect(paged).toEqual(whole.ids);
  expect(new Set(paged).size).toBe(1200);
});

test("pages of one library continue across runs of positions", async () => {
  const {
    organization,
    library,
    ids: filed,
  } = await libraryOf(
    ...Array.from({ length: 1500 }, (_, n) => (n % 4 ? { name: "sun" } : { name: "x", tags: ["sun"] })),
  );
  const inNames = filed.filter((_, n) => n % 4).reverse();
  const inTags = filed.filter((_, n) => n % 4 === 0).reverse();
  const expected = [...inNames, ...inTags];
  for (const [offset, limit] of [
    [0, 20],
    [500, 20],
    [1120, 10],
    [1100, 250],
    [1490, 20],
    [1500, 20],
  ] as const) {
    expect(await ids(organization, [library], "sun", offset, limit)).toEqual({
      found: 1500,
      ids: expected.slice(offset, offset + limit),
    });
  }
});

test("concurrent inserts into several libraries lose nothing", async () => {
  const organization = await newOrganization();
  const libraries = await Promise.all([1, 2, 3, 4].map(() => newLibrary(organization)));
  await Promise.all(
    libraries.map(async (library) => {
      for (let round = 0; round < 10; round++) {
        const [id] = await file(organization, library, [
          { name: `beach ${round}` },
          { name: `sunset ${round}` },
        ]);
        await database.execute(sql`update assets set description = 'harbour' where id = ${id}`);
      }
    }),
  );
  expect((await ids(organization, libraries, "beach harbour")).found).toBe(40);
  expect((await ids(organization, libraries, "sunset")).found).toBe(40);
});
