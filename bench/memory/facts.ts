import { readFileSync } from "node:fs";
import { extractFacts } from "../../src/features/memory/facts/extract/extract.ts";
import { valueKey } from "../../src/features/memory/facts/fact.ts";
import { figure, table } from "../report.ts";

// `npm run bench:facts [-- file]`: precision and recall of the facts that the rules read, on sentences with the expected
// facts beside (`facts/sentences.txt` has the form). Prints each sentence that is read differently.

const [file = new URL("facts/sentences.txt", import.meta.url)] = process.argv.slice(2);
const timestamp = new Date("2026-11-28T10:00:00Z");

let [right, wrong, missed] = [0, 0, 0];
for (const line of readFileSync(file, "utf8").split("\n")) {
  const [message, expected] = line.split(" =>");
  if (message === undefined || expected === undefined || line.startsWith("#")) continue;
  const wanted = expected
    .split("; ")
    .map((one) => one.trim())
    .filter(Boolean)
    .map(expectedKey);
  const found = extractFacts({ userMessage: message, agentResponse: "", timestamp }).map(
    ({ subject, attribute, value, negated }) =>
      keyOf(subject, `${negated ? "-" : ""}${attribute}`, value.replace(/ \(\d[^)]*\)$/, "")),
  );
  const missing = wanted.filter((one) => !found.includes(one));
  const extra = found.filter((one) => !wanted.includes(one));
  right += wanted.length - missing.length;
  missed += missing.length;
  wrong += extra.length;
  if (missing.length + extra.length > 0)
    console.log(
      [message, ...missing.map((one) => `  missed ${one}`), ...extra.map((one) => `  wrong  ${one}`)].join(
        "\n",
      ),
    );
}
const [precision, recall] = [(100 * right) / (right + wrong), (100 * right) / (right + missed)];
console.log(
  `\n${table([
    figure("precision of facts", `${precision.toFixed(1)} % (${wrong} wrong)`, precision, {
      atLeast: 97,
      unit: " %",
    }),
    figure("recall of facts", `${recall.toFixed(1)} % (${missed} missed)`, recall, {
      atLeast: 75,
      unit: " %",
    }),
  ])}\n`,
);

/** "sister: home=Oslo" or "-pet=Rex (dog)". */
function expectedKey(text: string): string {
  const {
    subject = "user",
    attribute = "",
    value = "",
  } = /^(?:(?<subject>[^:=]+): )?(?<attribute>-?[a-z_:]+)=(?<value>.*)$/.exec(text)?.groups ?? {};
  return keyOf(subject, attribute, value);
}

function keyOf(subject: string, attribute: string, value: string): string {
  return `${valueKey(subject)}: ${attribute}=${valueKey(value)}`;
}
