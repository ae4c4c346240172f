import { readFileSync } from "node:fs";
import { extractFacts } from "../../src/features/memory/facts/extract/extract.ts";
import { valueKey } from "../../src/features/memory/facts/fact.ts";
import { figure, table } from "../report.ts";

// `npm run bench:facts [-- file…]`: precision and recall of the facts that the rules read, on sentences with the expected
// facts beside (`facts/sentences.txt` and `facts/messages.txt` have the form). Prints each sentence that is read differently.

const given = process.argv.slice(2);
const sets = [
  "sentences",
  "fresh",
  "unseen",
  "unseen-2",
  "messages",
  "sealed",
  "hazards",
  "unusual",
  "blind",
  "blind-2",
  "sealed-2",
  "fresh-3",
  "blind-3",
];
const files = given.length > 0 ? given : sets.map((name) => new URL(`facts/${name}.txt`, import.meta.url));
const timestamp = new Date("2026-11-28T10:00:00Z");

interface Expected {
  /** Keys of the wordings that will do; "…=*" stands for any value. */
  wordings: string[];
  /** True, but not asked for: counts neither as right nor as missed. */
  optional: boolean;
}

for (const file of files) measure(file);

function measure(file: string | URL): void {
  let [right, wrong, missed] = [0, 0, 0];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const [message, facts] = line.split(" =>");
    if (message === undefined || facts === undefined || line.startsWith("#")) continue;
    const expected = facts.split("; ").filter((one) => one.trim() !== "");
    const { missing, extra, met } = compared(expected.map(expectedFact), foundIn(unescaped(message)));
    right += met;
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

function compared(expected: readonly Expected[], found: readonly string[]) {
  const asked = expected.filter(({ optional }) => !optional);
  const meets = ({ wordings }: Expected, fact: string) => wordings.some((wording) => says(fact, wording));
  const missing = asked.filter((one) => !found.some((fact) => meets(one, fact)));
  return {
    met: asked.length - missing.length,
    missing: missing.map(({ wordings }) => wordings.join(" | ")),
    extra: found.filter((fact) => !expected.some((one) => meets(one, fact))),
  };
}

function says(fact: string, wording: string): boolean {
  return wording.endsWith("=*") ? fact.startsWith(wording.slice(0, -1)) : fact === wording;
}

/** A message is one line of a file. */
function unescaped(message: string): string {
  return message.replaceAll("\\n", "\n");
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

/** "?home=Oslo | home=Oslo, Norway" */
function expectedFact(text: string): Expected {
  const optional = text.trim().startsWith("?");
  const wordings = text.trim().replace(/^\?/, "").split(" | ");
  return { optional, wordings: wordings.map((one) => expectedKey(one.trim())) };
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
  return `${valueKey(subject)}: ${attribute}=${value === "*" ? value : valueKey(value)}`;
}
