import { expect, test } from "vitest";
import { highlighter } from "./highlight.ts";
import { parseQuery } from "./query.ts";
import { termsOf } from "./terms.ts";

const mark = (q: string, name: string, typos: string[] = []) => {
  const { words } = parseQuery(q);
  return highlighter(
    termsOf(
      words,
      words.map(() => typos),
    ),
  )({ name, tags: [] }).name;
};

test.each([
  ["malaga", "In Málaga, 2024", "In <mark>Málaga</mark>, 2024"],
  ["malaga", "In Ma\u0301laga", "In <mark>Ma\u0301laga</mark>"],
  ["strasse", "Lange Straße 5", "Lange <mark>Straße</mark> 5"],
  ["istanbul", "İstanbul-1", "<mark>İstanbul</mark>-1"],
  ["fish", "a ﬁsh", "a <mark>ﬁsh</mark>"],
  ["sun", "Sunset", "<mark>Sun</mark>set"],
  ["s", "sea Sun", "<mark>s</mark>ea <mark>S</mark>un"],
  ["beach img", "IMG_12-beach", "<mark>IMG</mark>_12-<mark>beach</mark>"],
  ["東京タ", "夜の東京タワー", "夜の<mark>東京タ</mark>ワー"],
  ["京", "東京", "東<mark>京</mark>"],
  ["москва", "МОСКВА 1", "<mark>МОСКВА</mark> 1"],
  ["한국", "\u1112\u1161\u11ab국", "<mark>\u1112\u1161\u11ab국</mark>"],
])("'%s' in '%s' is marked as '%s'", (q, name, marked) => {
  expect(mark(q, name)).toBe(marked);
});

test("a word that matches with a typo is marked whole", () => {
  expect(mark("becah", "The Beach", ["beach"])).toBe("The <mark>Beach</mark>");
});

test("text is escaped around and inside marks", () => {
  expect(mark("a b", `<i>&"'a<b`)).toBe("&lt;i&gt;&amp;&quot;&#39;<mark>a</mark>&lt;<mark>b</mark>");
});

test("highlights have only the fields and tags that matched", () => {
  const highlights = highlighter(termsOf(parseQuery("sea").words, []));
  expect(highlights({ name: "x", tags: ["Deep Sea", "sky"] })).toEqual({ tags: ["Deep <mark>Sea</mark>"] });
  expect(highlights({ name: "seat", tags: ["sky"] })).toEqual({ name: "<mark>sea</mark>t" });
  expect(highlights({ name: "x", tags: ["y"] })).toEqual({});
});

test("without words nothing is marked", () => {
  expect(mark("", "*a*")).toBeUndefined();
});
