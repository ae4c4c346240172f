import { describe, expect, test } from "vitest";
import { withPrivateMetadata } from "../../../test/support/media/pictures.ts";
import { sanitiseSvg, svgBytesMax } from "./sanitise-svg.ts";

const clean = async (inside: string, attributes = "") =>
  (
    await sanitiseSvg(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`,
      ),
    )
  ).toString();

const root = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">';

test("a drawing comes out as it was", async () => {
  const inside =
    '<defs><linearGradient id="g" x1="0"><stop offset="0" stop-color="#f00"></stop></linearGradient></defs>' +
    '<style>.a{fill:url(#g)}</style><g transform="rotate(3)"><path class="a" d="M0 0h9v9z" style="opacity:.5"></path></g>' +
    '<use href="#g" xlink:href="#g"></use><text xml:space="preserve">a &lt; b &amp; c</text>' +
    '<animate attributeName="opacity" from="0" to="1" dur="1s"></animate>';
  expect(await clean(inside)).toBe(`${root}${inside}</svg>`);
});

describe("what runs or loads something is left out", () => {
  test.each([
    ["a script", "<script>alert(1)</script>"],
    ["a script in a prefix", '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'],
    ["a script of another namespace", '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>'],
    [
      "a foreign object",
      '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">alert(1)</body></foreignObject>',
    ],
    ["an event handler", '<g onload="alert(1)" ONCLICK="alert(1)"/>'],
    ["a javascript link", '<a href="javascript:alert(1)"><g/></a>'],
    ["a link spelled with white space", '<a xlink:href="java&#10;script:alert(1)"><g/></a>'],
    ["an outside image", '<image href="https://alert.example/1.png"/>'],
    ["an image of a nested SVG", '<image href="data:image/svg+xml;base64,YWxlcnQ="/><g id="not-alert"/>'],
    ["a use of elsewhere", '<use xlink:href="other.svg#alert"/>'],
    ["a fill from elsewhere", '<rect fill="url(https://alert.example/#a)"/>'],
    ["an escaped url", '<rect style="fill:u\\72l(//alert.example)"/>'],
    ["a second url behind a good one", '<rect style="fill:url(#a);mask:url( &quot;//alert.example&quot;)"/>'],
    ["an imported style", '<style>@import "https://alert.example/a.css";</style>'],
    ["an import that a comment hides", "<style>@import/**/'//alert.example';</style>"],
    ["a url that is never closed", "<style>rect{fill:url(//alert.example</style>"],
    ["an image-set", "<style>g{background:image-set('//alert.example' 1x)}</style>"],
    ["an import whose name is escaped", "<style>@\\69mport '//alert.example';</style>"],
    ["a function that is not known to load nothing", "<style>g{fill:load-from('//alert.example')}</style>"],
    ["a url behind a comment", "<style>g{fill:url(/**/'//alert.example')}</style>"],
    ["a url with more than its string", "<style>g{fill:url('#a' '//alert.example')}</style>"],
    [
      "a url in quotes that end at a semicolon",
      `<set attributeName="fill" to="'; url(//alert.example) ;'"/>`,
    ],
    ["a url in a comment that ends at a semicolon", '<animate values="/*; url(//alert.example) ;*/"/>'],
    ["an escaped script scheme", '<set attributeName="fill" to="java\\73 cript:alert(1)"/>'],
    ["a binding", "<style>g{-moz-binding:alert;behavior:alert}</style>"],
    ["a style sheet instruction", '<?xml-stylesheet href="//alert.example"?>'],
    ["an animated link", '<a><set attributeName="href" to="javascript:alert(1)"/></a>'],
    ["an animated xlink", '<a><animate attributeName="xlink:href" values="javascript:alert(1)"/></a>'],
    ["an animated handler", '<set attributeName="onload" to="alert(1)"/>'],
    ["a comment", "<!-- alert -->"],
    [
      "editors' metadata",
      '<metadata>alert</metadata><g inkscape:x="alert" xmlns:inkscape="urn:i" data-x="alert"/>',
    ],
    ["an outside font", "<style>@font-face{font-family:a;src:url(//alert.example)}</style>"],
  ])("%s", async (_, inside) => {
    const svg = await clean(`${inside}<circle r="7"/>`);
    expect(svg.replace("not-alert", "")).not.toMatch(/alert|javascript|@import/i);
    expect(svg).toContain('<circle r="7">');
  });
});

describe("only what loads something is left out of a style", () => {
  test.each([
    ["@import url(//x.example);\n.a{fill:red}", "\n.a{fill:red}"],
    ['@import url("//x.example/css2?family=Inter:wght@400;700&amp;swap"); .a{fill:red}', " .a{fill:red}"],
    [".a{fill:red} .b{background:url(//x.example)} .c{fill:blue}", ".a{fill:red} .b{} .c{fill:blue}"],
    [".a{fill:url(//x.example);stroke:red}", ".a{stroke:red}"],
    ["@font-face{font-family:a;src:url(//x.example)}.a{fill:red}", ".a{fill:red}"],
    [".md\\:a{fill:red}.\\31 a{fill:blue}", ".md\\:a{fill:red}.\\31 a{fill:blue}"],
    [
      "@media print{.a{fill:red;src:url(//x.example)}.b{fill:blue}}",
      "@media print{.a{fill:red;}.b{fill:blue}}",
    ],
    ["@document url(//x.example){.a{fill:red}}.b{fill:blue}", ".b{fill:blue}"],
    [".a/* b */.c{fill:red}/* d", ".a/**/.c{fill:red}/**/"],
    [".a{fill:red}}.b{fill:blue", ".a{fill:red}.b{fill:blue"],
    [".a{fill:url( '#b c' )}", '.a{fill:url("#b\\20 c")}'],
  ])("%s", async (given, kept) => {
    const style = /<style>([\s\S]*)<\/style>/.exec(await clean(`<style>${given}</style>`))?.[1];
    expect(style?.replaceAll("&quot;", '"').replaceAll("&gt;", ">")).toBe(kept);
  });

  test("of a style attribute", async () => {
    expect(await clean('<g style="fill:red;mask:url(//x.example);stroke:url(#a)"/>')).toContain(
      '<g style="fill:red;stroke:url(#a)">',
    );
  });
});

test("text that looks like a tag stays text", async () => {
  expect(await clean("<text><![CDATA[<script>]]>&#60;script&#62;</text>")).toContain(
    "&lt;script&gt;&lt;script&gt;",
  );
});

test("an embedded raster whose address is escaped loses its metadata too", async () => {
  const jpeg = (await withPrivateMetadata().jpeg().toBuffer()).toString("base64");
  const svg = await clean(`<style>g{fill:url(data:image/jp\\65g;base64,${jpeg})}</style>`);
  const kept = Buffer.from(/base64,([^"&]*)/.exec(svg)?.[1] ?? "", "base64");
  expect(kept.subarray(-2).toString("hex")).toBe("ffd9");
  expect(kept.includes("SECRET-PLACE")).toBe(false);
});

test("a raster inside keeps its pixels and loses its metadata", async () => {
  const jpeg = await withPrivateMetadata().jpeg().toBuffer();
  expect(jpeg.includes("SECRET-PLACE")).toBe(true);
  const wrapped = (jpeg.toString("base64").match(/.{1,76}/g) ?? []).join("\n");
  for (const data of [wrapped, wrapped.replaceAll("\n", "&#10;")]) {
    const svg = await clean(`<image href="data:image/jpeg;base64,${data}"/>`);
    const kept = Buffer.from(/base64,([^"]*)/.exec(svg)?.[1] ?? "", "base64");
    expect(kept.includes("SECRET-PLACE")).toBe(false);
    expect(kept.subarray(-2).toString("hex")).toBe("ffd9");
  }
  const inStyle = await clean(
    `<style>g{fill:url("data:image/png;base64,${jpeg.toString("base64")}")}</style>`,
  );
  expect(inStyle).toContain("data:image/jpeg;base64,");
  expect(Buffer.from(/base64,([^"&]*)/.exec(inStyle)?.[1] ?? "", "base64").includes("SECRET-PLACE")).toBe(
    false,
  );
});

describe("what cannot be told is refused, with the reason", () => {
  test.each([
    ["notXml", "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>"],
    ["notXml", "<svg xmlns='http://www.w3.org/2000/svg'>"],
    ["notXml", "<svg xmlns='http://www.w3.org/2000/svg' a='1' a='2'/>"],
    ["notSvg", "<html xmlns='http://www.w3.org/1999/xhtml'/>"],
    ["notSvg", "<svg/>"],
    [
      "entities",
      '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
    ],
    [
      "entities",
      '<!DOCTYPE svg [<!ENTITY a "&#60;script/>">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ],
    [
      "entities",
      `<!DOCTYPE svg [${'<!ENTITY a "b">'.repeat(101)}]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>`,
    ],
    [
      "tooComplex",
      `<!DOCTYPE svg [<!ENTITY a "${"b".repeat(1000)}">]><svg xmlns="http://www.w3.org/2000/svg">${"&a;".repeat(1001)}</svg>`,
    ],
    [
      "entities",
      '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ],
    ["tooComplex", `<svg xmlns="http://www.w3.org/2000/svg">${"<g>".repeat(300)}${"</g>".repeat(300)}</svg>`],
    ["tooComplex", `<svg xmlns="http://www.w3.org/2000/svg">${"<g/>".repeat(200_001)}</svg>`],
    ["tooLarge", " ".repeat(svgBytesMax + 1)],
  ])("%s", async (reason, svg) => {
    await expect(sanitiseSvg(Buffer.from(svg))).rejects.toMatchObject({ name: "UnreadablePicture", reason });
  });

  test("bytes that are not UTF-8", async () => {
    const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><text>é</text></svg>", "latin1");
    await expect(sanitiseSvg(svg)).rejects.toMatchObject({ reason: "notUtf8" });
  });
});

test("entities that stand for plain text are replaced by it, as drawing programs write them", async () => {
  const svg =
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [\n<!ENTITY ns_svg "http://www.w3.org/2000/svg">' +
    "<!ENTITY red 'fill:#f00;'><!ENTITY red 'fill:#0f0'><!ENTITY js 'javascript:alert(1)'>]>" +
    '<svg xmlns="&ns_svg;"><g style="&red;"/><a href="&js;"/></svg>';
  expect((await sanitiseSvg(Buffer.from(svg))).toString()).toBe(
    `${root}<g style="fill:#f00;"></g><a></a></svg>`,
  );
});

test("every encoding that the document says comes out as UTF-8, and is cleaned", async () => {
  const text = "<svg xmlns='http://www.w3.org/2000/svg'><text>é</text><script>alert(1)</script></svg>";
  const little = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${text}`, "utf16le");
  const latin = Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>${text}`, "latin1");
  const unmarked = Buffer.from(text, "utf16le");
  for (const bytes of [little, Buffer.from(little).swap16(), latin, unmarked, Buffer.from(`\ufeff${text}`)])
    expect((await sanitiseSvg(bytes)).toString()).toBe(`${root}<text>é</text></svg>`);
});

test("an encoding that nobody knows is refused as such", async () => {
  const svg = Buffer.from(`<?xml version="1.0" encoding="klingon"?>${root}</svg>`);
  await expect(sanitiseSvg(svg)).rejects.toMatchObject({ reason: "notUtf8" });
});

test("a DOCTYPE that nothing refers to is dropped", async () => {
  const svg = Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>');
  expect((await sanitiseSvg(svg)).toString()).toBe(`${root}</svg>`);
});
