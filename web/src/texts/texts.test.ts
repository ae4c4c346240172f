import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { auditTexts } from "./audit.ts";
import { keyTexts } from "./keys.ts";
import { memoryTexts } from "./memory.ts";
import { texts } from "./texts.ts";
import { webhookTexts } from "./webhooks.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && !name.startsWith("texts"))
  .map((name) => readFileSync(folder + name, "utf8"));

const sections: [string, object][] = [
  ...Object.entries(texts).flatMap(([name, section]): [string, object][] =>
    typeof section === "object" && section !== null ? [[`texts\\.${name}`, section]] : [],
  ),
  ["auditTexts", auditTexts],
  ["keyTexts", keyTexts],
  ["memoryTexts", memoryTexts],
  ["webhookTexts", webhookTexts],
];

test.each(sections)("every text of %s is used somewhere", (section, t) => {
  const used = new Set(sources.flatMap((source) => [...namesIn(source, section)]));
  expect(Object.keys(t).filter((name) => !used.has(name))).toEqual([]);
});

/** The names of a section's texts that a file uses, whatever it calls the section. */
function* namesIn(source: string, section: string): Generator<string> {
  const called = [...source.matchAll(new RegExp(`const (\\w+) = ${section};`, "g"))];
  for (const name of [section, ...called.map(([, name]) => name)]) {
    for (const [, text] of source.matchAll(new RegExp(`\\b${name}\\s*\\.\\s*(\\w+)`, "g")))
      yield text as string;
  }
}
