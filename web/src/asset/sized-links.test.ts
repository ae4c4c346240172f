import { expect, test } from "vitest";
import type { Asset } from "../server/operations.ts";
import { htmlOf, markdownOf, sizedEdges } from "./sized-links.ts";

const link = "https://example.com/cdn/acme/pictures/V1StGXR8_Z5";
const picture = {
  name: "sun",
  filename: "sun.jpg",
  description: null,
  contentType: "image/jpeg",
  size: 1000,
  width: 2000,
  height: 1000,
  url: link,
  sizes: { "400": `${link}/v/400.webp`, "1600": `${link}/v/1600.webp` },
} as Asset;

test("HTML names every size by its width, and what the picture shows", () => {
  expect(htmlOf(picture)).toBe(
    `<img src="${link}/v/1600.webp" srcset="${link}/v/400.webp 400w, ${link}/v/1600.webp 1600w"` +
      ` sizes="(max-width: 2000px) 100vw, 2000px" width="2000" height="1000" alt="sun">`,
  );
});

test("words of people can't end an attribute or begin an element", () => {
  const html = htmlOf({ ...picture, description: `"><script>alert('x')</script> & more` });
  expect(html).toMatch(/alt="&quot;&gt;&lt;script&gt;alert\('x'\)&lt;\/script&gt; &amp; more">$/);
});

test("a picture that is small or moves is named by its file alone", () => {
  expect(htmlOf({ ...picture, sizes: {} })).toBe(`<img src="${link}" width="2000" height="1000" alt="sun">`);
  expect(htmlOf({ ...picture, contentType: "image/gif" })).toMatch(/^<img src="[^"]+Z5" width/);
});

test("Markdown keeps words with brackets and line breaks in one piece", () => {
  expect(markdownOf({ ...picture, description: "a [b]\n(c)" })).toBe(`![a \\[b\\] (c)](${link})`);
  expect(markdownOf({ ...picture, contentType: "application/pdf" })).toBe(`[sun](${link})`);
});

test("sizes are offered smallest first", () => {
  expect(sizedEdges(picture)).toEqual([400, 1600]);
  expect(sizedEdges({ sizes: null })).toEqual([]);
});
