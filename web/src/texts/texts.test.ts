import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { texts } from "./texts.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && !name.startsWith("texts"))
  .map((name) => readFileSync(folder + name, "utf8"));

const sections = Object.entries(texts).filter(([, section]) => typeof section === "object");

test.each(sections)("every text of %s is used somewhere", (section, t) => {
  const used = new Set(sources.flatMap((source) => [...namesIn(source, section)]));
  expect(Object.keys(t).filter((name) => !used.has(name))).toEqual([]);
});

/** The names of a section's texts that a file uses, whatever it calls the section. */
function* namesIn(source: string, section: string): Generator<string> {
  const called = [...source.matchAll(new RegExp(`const (\\w+) = texts\\.${section};`, "g"))];
  for (const name of [`texts\\.${section}`, ...called.map(([, name]) => name)]) {
    for (const [, text] of source.matchAll(new RegExp(`\\b${name}\\s*\\.\\s*(\\w+)`, "g")))
      yield text as string;
  }
}
