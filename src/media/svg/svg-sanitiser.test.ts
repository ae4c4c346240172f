import { describe, expect, test } from "vitest";
import { count } from "../../../test/support/counts.ts";
import { sanitiseSvg } from "./sanitise-svg.ts";
import { openSvgSanitiser } from "./svg-sanitiser.ts";

const drawing = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
const large = Buffer.from(drawing('<g transform="translate(1 2)"/>'.repeat(100_000)));
const sanitise = openSvgSanitiser({ decodeTimeoutMs: 60_000 });

test("the event loop goes on turning while a drawing is cleaned", async () => {
  let turns = 0;
  let done = false;
  const turn = () => {
    turns++;
    if (!done) setImmediate(turn);
  };
  setImmediate(turn);
  const clean = await sanitise(large);
  done = true;
  expect(clean.length).toBeGreaterThan(large.length);
  expect(turns).toBeGreaterThan(100);
});

test("a drawing that takes longer than its deadline is refused, and the next one is cleaned", async () => {
  await expect(openSvgSanitiser({ decodeTimeoutMs: 1 })(large)).rejects.toMatchObject({ reason: "tooSlow" });
  expect((await sanitise(Buffer.from(drawing("<g/>")))).toString()).toContain("<g></g>");
});

test("a refusal keeps its reason", async () => {
  await expect(sanitise(Buffer.from("<svg/>"))).rejects.toMatchObject({
    name: "UnreadablePicture",
    reason: "notSvg",
  });
});

// Fragments that begin something which a parser may look for the end of, or that it may read in several ways.
const fragments = {
  css: [
    ..."/*a|*/|/|@import |@import url(|@font-face{|@charset|@media(|a{|}|;|(|)|[|:|url(|url( |url(#|url('|url(\"|src (".split(
      "|",
    ),
    ..."image-set( |behavior :|'|\"|\\|\\41 |<!--|-->|</|&lt;|@|#|data:image/png;base64,|!important|\n|  |--a:|u+|1e".split(
      "|",
    ),
  ],
  xml: [
    ..."<g>|</g>|<g |<g a='|<!--|-->|<![CDATA[|]]>|<?|?>|&|&amp;|&#|<!DOCTYPE |<!ENTITY a 'b'>|<|>|]| |<style>|<a:b ".split(
      "|",
    ),
    " xmlns:a='b'",
    "data:image/png;base64,",
  ],
};

/** A document in which the fragment is repeated until it fills `bytes`. */
const documents: Record<string, (fragment: string, bytes: number) => string> = {
  "a style sheet": (fragment, bytes) => drawing(`<style><![CDATA[${repeated(fragment, bytes)}]]></style>`),
  "a style attribute": (fragment, bytes) => drawing(`<g style="${inAttribute(repeated(fragment, bytes))}"/>`),
  "a fill": (fragment, bytes) => drawing(`<g fill="${inAttribute(repeated(fragment, bytes))}"/>`),
  "animated values": (fragment, bytes) =>
    drawing(`<animate attributeName="fill" values="${inAttribute(repeated(`${fragment};`, bytes))}"/>`),
  "a link": (fragment, bytes) => drawing(`<use href="${inAttribute(repeated(fragment, bytes))}"/>`),
};

describe("twice as much of anything takes about twice as long", () => {
  test.each(Object.entries(documents))("in %s", { timeout: 60_000 }, async (_, make) => {
    for (const fragment of fragments.css) await expectLinear(fragment, (bytes) => make(fragment, bytes));
  });

  test("in the document itself", { timeout: 60_000 }, async () => {
    for (const fragment of fragments.xml) {
      await expectLinear(fragment, (bytes) => drawing(repeated(fragment, bytes)));
      await expectLinear(fragment, (bytes) => `${repeated(fragment, bytes)}${drawing("")}`);
      await expectLinear(fragment, (bytes) => `<!DOCTYPE svg [${repeated(fragment, bytes)}]>${drawing("")}`);
    }
  });
});

const repeated = (fragment: string, bytes: number) => fragment.repeat(Math.ceil(bytes / fragment.length));
const inAttribute = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** Sixteen times the size may take at most 64 times the processor; work that grows with the square takes 256 times. */
async function expectLinear(fragment: string, make: (bytes: number) => string): Promise<void> {
  const [small, large] = [await processorMs(make(4_000)), await processorMs(make(64_000))];
  // What takes less than a millisecond says more about the garbage collector than about the work.
  expect(large, JSON.stringify(fragment)).toBeLessThan(64 * Math.max(small, 1));
}

/** The least of three runs, which is the one that nothing else disturbed. */
async function processorMs(svg: string): Promise<number> {
  count("inputs tried");
  const bytes = Buffer.from(svg);
  const runs: number[] = [];
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage();
    await sanitiseSvg(bytes).catch(() => {});
    const { user, system } = process.cpuUsage(before);
    runs.push((user + system) / 1000);
  }
  return Math.min(...runs);
}
