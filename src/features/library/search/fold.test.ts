import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { freshDatabase } from "../../../../test/support/postgres/database.ts";
import { fold, foldWithOrigins } from "./fold.ts";
import { markParts } from "./parts.ts";
import { nameEntry, wordsOf } from "./words.ts";

const { database } = await freshDatabase();

// Scripts in use. Letters added to Unicode since 2017 are left out: Postgres may ship older tables.
const inUse = [
  [0x01, 0x52f],
  [0x5d0, 0x5ea],
  [0x600, 0x6ff],
  [0x780, 0x7b1],
  [0x900, 0xeff],
  [0x1000, 0x10ff],
  [0x1780, 0x17e9],
  [0x1e00, 0x2bff],
  [0x3000, 0x312e],
  [0x3131, 0x318e],
  [0x3400, 0x4db5],
  [0x4e00, 0x9fea],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfb00, 0xfb4f],
  [0xfe00, 0xffff],
  [0x1d400, 0x1d7ff],
  [0x1f000, 0x1faff],
  [0x20000, 0x2a6d6],
] as const;
const characters = inUse.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
);

const textOf = (letters: readonly string[]) =>
  fc.string({
    unit: fc.oneof(
      fc.constantFrom(..."abcß İé\u0301\u0308 ﬁ東京-_.ﾞｶ한\u1112\u1161\u11abABÉ123é'+#🎉\u0001\u0002"),
      fc.constantFrom(...letters),
    ),
    maxLength: 30,
  });

/** The characters that Node and this Postgres take for letters, or both do not: each knows another version of Unicode. */
async function agreedCharacters(): Promise<string[]> {
  const rows = await database.query<{ isLetter: boolean }>(
    sql`select c collate "und-x-icu" ~ '[[:alpha:]]' as "isLetter" from unnest(${characters}::text[]) with ordinality as u(c, n) order by n`,
  );
  return characters.filter((character, n) => rows[n]?.isLetter === /\p{L}/u.test(character));
}

const inSql = (texts: readonly string[]) =>
  database.query<{ folded: string; name: string | null; words: string[] }>(
    sql`select search_fold(t) as folded, search_name(t) as name, array(select w from search_words_of(t) w order by w collate "C") as words
        from unnest(${texts}::text[]) with ordinality as u(t, n) order by n`,
  );
const inTypeScript = (text: string) => ({
  folded: fold(text),
  name: nameEntry(fold(text)) ?? null,
  words: wordsOf(fold(markParts(text)))
    .map((word) => word.text)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
});

test("the index and the query fold and classify every character in use the same way", async () => {
  const texts = characters.map(
    (character) => `a ${character}b A${character}a Aa${character}aa12${character}`,
  );
  const rows = await inSql(texts);
  expect(texts.filter((text, index) => !isDeepStrictEqual(rows[index], inTypeScript(text)))).toEqual([]);
});

test("the index and the query find the same words in any text", async () => {
  const texts = [
    "\u{23933}\u11ab\u10ed\u0308\u00c9",
    "a\u0295B",
    "ABC\u10ed",
    ...fc.sample(textOf(await agreedCharacters()), 2000),
  ];
  const rows = await inSql(texts);
  expect(texts.filter((text, index) => !isDeepStrictEqual(rows[index], inTypeScript(text)))).toEqual([]);
});

test.each([
  ["Málaga", "malaga"],
  ["Ma\u0301laga", "malaga"],
  ["STRASSE straße", "strasse strasse"],
  ["İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"],
  ["ﬁsh Ærø Łódź", "fish aero lodz"],
  ["ΟΔΟΣ Οδός", "οδοσ οδοσ"],
  ["Ёлка Чай", "елка чаи"],
  ["مُحَمَّد", "محمد"],
  ["１２３ ｶﾞ", "123 ガ"],
])("%s is compared as %s", (original, folded) => {
  expect(fold(original)).toBe(folded);
});

test.each([
  ["IMG_1234-sunset.beach", ["img", "1234", "sunset", "beach"]],
  ["don't 🎉 C++", ["don", "t", "dont", "🎉", "c", "++", "+"]],
  ["sunsetBeach iPhone XMLHttp", ["sunsetbeach", "sunset", "beach", "iphone", "xmlhttp", "xml", "http"]],
  ["DSC0123 v2 mp4", ["dsc0123", "dsc", "0123", "v2", "mp4"]],
  ["2024-05-01", ["2024", "05", "01", "202405", "20240501", "0501"]],
  ["Wi-Fi sun-beach", ["wi", "fi", "wifi", "sun", "beach", "sunbeach"]],
  ["20240501_123045", ["20240501", "123045"]],
  ["हिन्दी", ["हिन्दी"]],
  ["東京タワー2024年", ["東京", "京タ", "タワ", "ワー", "ー", "2024", "年"]],
  ["x".repeat(50), ["x".repeat(40)]],
  ["…", []],
])("the words of '%s' are %j", (original, words) => {
  expect(
    wordsOf(fold(markParts(original)))
      .map((word) => word.text)
      .sort(),
  ).toEqual(words.toSorted());
});

test("folding by clusters equals folding the whole text, and every unit has an origin", () => {
  fc.assert(
    fc.property(textOf(characters), (original) => {
      const { text: folded, starts, ends } = foldWithOrigins(original);
      expect(folded).toBe(fold(original));
      expect(starts).toHaveLength(folded.length);
      for (const [unit, start] of starts.entries()) expect(start).toBeLessThan(ends[unit] as number);
    }),
    { numRuns: 2000, examples: [["니\u0301ᆫ"], ["니\u00adᆫ"], ["か\u200d\u3099"], ["ㄱ\u0301ㅏ"]] },
  );
});
