import { productionPackages } from "./production-packages.ts";

// Prints the licence of each production dependency, and fails on one that is not in the list.
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Python-2.0",
  // Libraries that are used unchanged, as files of their own: libvips, libheif, lightningcss.
  "LGPL-3.0",
  "LGPL-3.0-or-later",
  "MPL-2.0",
]);

const lines = (await productionPackages(process.argv[2])).map(({ name, version, license }) => ({
  text: `${license}\t${name}@${version}`,
  fits: fits(license),
}));

for (const { text } of lines.sort((a, b) => (a.text < b.text ? -1 : 1))) console.log(text);
const refused = lines.filter((line) => !line.fits);
for (const { text } of refused)
  console.error(`Not in the list of scripts/licences.ts: ${text.replace("\t", " ")}`);
process.exitCode = refused.length > 0 ? 1 : 0;

/** Every part of "A AND B" must be allowed, and one of "A OR B". */
function fits(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, "$1");
  if (bare.includes(" AND ")) return bare.split(" AND ").every(fits);
  return bare.split(" OR ").some((licence) => allowed.has(licence));
}
