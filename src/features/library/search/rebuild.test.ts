import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import sql from "sql-template-tag";
import { afterAll, expect, test } from "vitest";
import { emptyDatabase } from "../../../../test/support/postgres/database.ts";
import { searchable } from "../../../../test/support/searchable.ts";
import { migrate } from "../../../platform/database/migrate.ts";

const { database } = await emptyDatabase();
const migrations = new URL("../../../../migrations/", import.meta.url);
const older = await mkdtemp(join(tmpdir(), "rookery-migrations-"));
afterAll(() => rm(older, { recursive: true }));

const index = () => database.query(sql`select * from search_words order by library_id, word, place, run`);
const vocabulary = () => database.query(sql`select * from search_vocabulary order by library_id, word`);

test("an upgrade files every asset again as if it were uploaded now, trash and views left out", async () => {
  for (const name of (await readdir(migrations)).filter((name) => name < "0014"))
    await cp(join(fileURLToPath(migrations), name), join(older, name));
  await migrate(database, pathToFileURL(older));

  const { file, libraryOf } = searchable(database);
  const { organization, library, find, ids } = await libraryOf(
    ...Array.from({ length: 600 }, (_, n) => ({
      name: `IMG_${n}`,
      tags: ["Deep Sea"],
      description: "wi-fi 🎉",
    })),
    { name: "sunsetBeach" },
    { name: "sunsetBeach" },
  );
  await file(organization, library, [{ name: "sunsetBeach view" }], ids[0]);
  await database.execute(sql`update assets set trashed_at = now() where id = ${ids[600]}`);

  await migrate(database, migrations);
  expect(await find("beach")).toEqual([601]);
  expect(await find("img599.jpg sea wifi 🎉")).toEqual([599]);

  const rebuilt = { index: await index(), vocabulary: await vocabulary() };
  await database.execute(sql`truncate search_words, search_vocabulary`);
  await database.execute(
    sql`select search_file(array(select e from assets a cross join lateral search_entries(a) e))`,
  );
  expect({ index: await index(), vocabulary: await vocabulary() }).toEqual(rebuilt);
});
