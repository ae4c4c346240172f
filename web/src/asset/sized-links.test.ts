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
  edits: null,
} as Asset;

test("HTML lists every size and the file with their widths, and has the description as alt text", () => {
  expect(htmlOf(picture)).toBe(
    `<img src="${link}/v/1600.webp" srcset="${link}/v/400.webp 400w, ${link}/v/1600.webp 1600w, ${link} 2000w"` +
      ` sizes="(max-width: 2000px) 100vw, 2000px" width="2000" height="1000" style="max-width:100%;height:auto" alt="sun">`,
  );
});

test("a file that browsers do not show is not among the sizes", () => {
  const html = htmlOf({ ...picture, contentType: "image/heic" });
  expect(html).toContain(`1600.webp 1600w" sizes`);
});

test("names and descriptions are escaped in HTML", () => {
  const html = htmlOf({ ...picture, description: `"><script>alert('x')</script> & more` });
  expect(html).toMatch(/alt="&quot;&gt;&lt;script&gt;alert\('x'\)&lt;\/script&gt; &amp; more">$/);
});

test("a small or animated picture links only to its file", () => {
  expect(htmlOf({ ...picture, sizes: {} })).toBe(
    `<img src="${link}" width="2000" height="1000" style="max-width:100%;height:auto" alt="sun">`,
  );
  expect(htmlOf({ ...picture, contentType: "image/gif" })).toMatch(/^<img src="[^"]+Z5" width/);
});

test("brackets and line breaks are escaped in Markdown", () => {
  expect(markdownOf({ ...picture, description: "a [b]\n(c)" })).toBe(`![a \\[b\\] (c)](${link})`);
  expect(markdownOf({ ...picture, contentType: "application/pdf" })).toBe(`[sun](${link})`);
});

test("sizes are sorted, smallest first", () => {
  expect(sizedEdges(picture)).toEqual([400, 1600]);
  expect(sizedEdges({ sizes: null })).toEqual([]);
});
