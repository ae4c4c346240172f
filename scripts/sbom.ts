import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LockedPackage, productionPackages } from "./production-packages.ts";

// Prints a bill of materials in CycloneDX's format. `npm sbom --omit dev` leaves out half of it: whatever a development
// dependency needs, too.
const { name, version, license } = JSON.parse(
  await readFile(join(import.meta.dirname, "..", "package.json"), "utf8"),
);

const component = ({ name, version, license, integrity }: LockedPackage) => {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return {
    "bom-ref": purl,
    type: "library",
    name,
    version,
    purl,
    licenses: [/[( ]/.test(license) ? { expression: license } : { license: { id: license } }],
    ...(integrity?.startsWith("sha512-") && {
      hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.slice(7), "base64").toString("hex") }],
    }),
  };
};

const rookery = {
  type: "application",
  "bom-ref": name,
  name,
  version,
  licenses: [{ license: { id: license } }],
};
console.log(
  JSON.stringify(
    {
      bomFormat: "CycloneDX",
      specVersion: "1.6",
      version: 1,
      metadata: { component: rookery },
      components: (await productionPackages()).map(component),
    },
    null,
    2,
  ),
);
