import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { contractDocuments, staleness } from "../scripts/contract-documents.ts";

const committed = join(import.meta.dirname, "..", "contract");

test.each(contractDocuments)("contract/$file is up to date", async (document) => {
  expect(await staleness(committed, document)).toBeUndefined();
});

test("a stale document gives an error with the lines that differ and what to do", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rookery-contract-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "a.json"), "one\ntwo\nthree\n");
  const hint = await staleness(folder, { file: "a.json", text: () => "one\n2\nthree\n" });
  expect(hint).toContain("npm run contract");
  expect(hint?.split("\n").slice(1)).toEqual(["@ line 2", "- two", "+ 2"]);
});

test("a missing document is stale", async () => {
  expect(await staleness("/nowhere", { file: "a.json", text: () => "one\n" })).toContain("+ one");
});
