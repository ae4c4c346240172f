import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { contractDocuments, staleness } from "./contract-documents.ts";

// Writes the documents in `contract`. With --check, only reports whether they match the code.
const folder = join(import.meta.dirname, "..", "contract");
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

if (values.check) {
  const stale = await Promise.all(contractDocuments.map((document) => staleness(folder, document)));
  const hints = stale.filter((hint) => hint !== undefined);
  for (const hint of hints) console.error(hint);
  process.exitCode = hints.length > 0 ? 1 : 0;
} else {
  await mkdir(folder, { recursive: true });
  for (const { file, text } of contractDocuments) await writeFile(join(folder, file), text());
}
