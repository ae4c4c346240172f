import fc from "fast-check";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { freshDatabase } from "../../../../test/support/postgres/database.ts";
import { type Filed, searchable } from "../../../../test/support/searchable.ts";
import { editDistance } from "./edit-distance.ts";
import { fold } from "./fold.ts";
import { markParts } from "./parts.ts";
import { parseQuery, type Query, type QueryWord } from "./query.ts";
import { nameEntry, wordsOf } from "./words.ts";

const { database } = await freshDatabase();
const { ids, libraryOf } = searchable(database);

test("search agrees with a scan of every asset, for any library and query", async () => {
  const word = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        "beach",
        "peach",
        "sun",
        "sunset",
        "barcelona",
        "Málaga",
        "東京",
        "a",
        "img",
        "IMG_12",
        "img12",
        "sunBeach",
        "wi-fi",
        "wifi",
        "-sun",
        "-img12",
        "🎉",
        "a.png",
      ),
    },
    fc.string({ unit: fc.constantFrom("a", "b", "é", "ß", "B", "1", "-", "+"), minLength: 1, maxLength: 10 }),
  );
  const words = fc.array(word, { maxLength: 3 }).map((list) => list.join(" "));
  const asset = fc.record({ name: words, tags: fc.uniqueArray(word, { maxLength: 2 }), description: words });
  await fc.assert(
    fc.asyncProperty(
      fc.array(asset, { minLength: 1, maxLength: 30 }),
      fc.array(
        fc.oneof(
          words,
          words.map((q) => q.slice(1) + q.slice(0, 1)),
        ),
        { minLength: 1, maxLength: 6 },
      ),
      fc.array(fc.tuple(fc.nat(29), asset), { maxLength: 4 }),
      async (assets, queries, changes) => {
        const { organization, library, ids: filed } = await libraryOf(...assets);
        const now = [...assets];
        for (const [at, changed] of changes) {
          if (at >= now.length) continue;
          now[at] = changed;
          await database.execute(
            sql`update assets set name = ${changed.name}, tags = ${changed.tags}, tag_keys = ${changed.tags},
                  description = ${changed.description}
                where id = ${filed[at]}`,
          );
        }
        for (const q of queries) {
          const expected = readAll(now, parseQuery(q)).map((at) => filed[at]);
          expect([q, await ids(organization, [library], q)]).toEqual([
            q,
            { found: expected.length, ids: expected },
          ]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

/** The reference: scans every asset; best match first. */
function readAll(assets: Required<Filed>[], query: Query): number[] {
  const scored = assets.map((asset, at) => ({ at, score: scoreOf(asset, query) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.at - a.at)
    .map(({ at }) => at);
}

function scoreOf(
  { name, tags, description }: Required<Filed>,
  { words: query, without, name: asName }: Query,
) {
  const places = [name, tags.join(" "), description].map((text) =>
    wordsOf(fold(markParts(text))).map((word) => word.text),
  );
  const place = (wanted: QueryWord, matches: (word: string, wanted: QueryWord) => boolean) =>
    (places.findIndex((words) => words.some((w) => matches(w, wanted))) + 4) % 4;
  const worst = (matches: (word: string, wanted: QueryWord) => boolean) =>
    Math.max(0, ...query.map((wanted) => place(wanted, matches)));
  const exactly = (word: string, { text, prefix, joined }: QueryWord) =>
    [[text, prefix] as const, ...joined].some(([one, begins]) =>
      begins ? word.startsWith(one) : word === one,
    );
  const nearly = (word: string, wanted: QueryWord) =>
    exactly(word, wanted) ||
    (wanted.typos > 0 && !/\d/.test(word) && editDistance(word, wanted.text) <= wanted.typos);
  if (without.some((words) => words.every((word) => place(word, exactly) < 3))) return 0;
  const [exact, near] = [worst(exactly), worst(nearly)];
  if (query.length > 0 && asName !== undefined && nameEntry(fold(name)) === asName && exact === 0) return 7;
  if (exact < 3) return 6 - exact;
  return near < 3 ? 3 - near : 0;
}
