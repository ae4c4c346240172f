import { readFileSync } from "node:fs";
import { extractFacts } from "../../src/features/memory/facts/extract/extract.ts";
import { valueKey } from "../../src/features/memory/facts/fact.ts";
import { figure, table } from "../report.ts";

// `npm run bench:facts [-- file…]`: precision and recall of the facts that the rules read, on sentences with the expected
// facts beside (`facts/sentences.txt` has the form). Prints each sentence that is read differently.

const given = process.argv.slice(2);
const files =
  given.length > 0
    ? given
    : ["sentences.txt", "fresh.txt", "unseen.txt", "unseen-2.txt"].map(
        (name) => new URL(`facts/${name}`, import.meta.url),
      );
const timestamp = new Date("2026-11-28T10:00:00Z");

for (const file of files) measure(file);

function measure(file: string | URL): void {
  let [right, wrong, missed] = [0, 0, 0];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const [message, expected] = line.split(" =>");
    if (message === undefined || expected === undefined || line.startsWith("#")) continue;
    const wanted = expected
      .split("; ")
      .map((one) => one.trim())
      .filter(Boolean)
      .map(expectedKey);
    const found = foundIn(message);
    const missing = wanted.filter((one) => !found.includes(one));
    const extra = found.filter((one) => !wanted.includes(one));
    right += wanted.length - missing.length;
    missed += missing.length;
    wrong += extra.length;
    const differences = [
      ...missing.map((one) => `  missed ${one}`),
      ...extra.map((one) => `  wrong  ${one}`),
    ];
    if (differences.length > 0) console.log([message, ...differences].join("\n"));
  }
  const [precision, recall] = [(100 * right) / (right + wrong), (100 * right) / (right + missed)];
  const unit = " %";
  console.log(
    `\n${String(file).split("/").at(-1)}\n${table([
      figure("precision of facts", `${precision.toFixed(1)} % (${wrong} wrong)`, precision, {
        atLeast: 97,
        unit,
      }),
      figure("recall of facts", `${recall.toFixed(1)} % (${missed} missed)`, recall, { atLeast: 75, unit }),
    ])}\n`,
  );
}

function foundIn(message: string): string[] {
  // A correction of something said earlier is compared with the stored facts only.
  const stated = extractFacts({ userMessage: message, agentResponse: "", timestamp }).filter(
    ({ corrects }) => corrects === undefined,
  );
  return stated.map(({ subject, attribute, value, negated }) =>
    keyOf(subject, `${negated ? "-" : ""}${attribute}`, value.replace(/ \(\d[^)]*\)$/, "")),
  );
}

/** "sister: home=Oslo" or "-pet=Rex (dog)". */
function expectedKey(text: string): string {
  const {
    subject = "user",
    attribute = "",
    value = "",
  } = /^(?:(?<subject>[^:=]+): )?(?<attribute>-?[\p{L}_:]+)=(?<value>.*)$/u.exec(text)?.groups ?? {};
  return keyOf(subject, attribute, value);
}

function keyOf(subject: string, attribute: string, value: string): string {
  return `${valueKey(subject)}: ${attribute}=${valueKey(value)}`;
}
