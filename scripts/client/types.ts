import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { apiTypes } from "./api-types.ts";
import { apiVersions, typesFile } from "./documents.ts";

// Writes the types of `rookery-client` from the OpenAPI documents in `contract`. With --check, only reports whether they match.
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

for (const version of apiVersions) {
  const [file, types] = [typesFile(version), await apiTypes(version)];
  if (!values.check) await writeFile(file, types);
  else if ((await readFile(file, "utf8").catch(() => "")) !== types) {
    console.error(`The client's types of ${version} differ from the document. Run \`npm run contract\`.`);
    process.exitCode = 1;
  }
}
