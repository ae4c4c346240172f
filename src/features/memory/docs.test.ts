import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { examplesIn, runShell, variablesIn } from "../../../test/support/processes/shell-page.ts";
import { memoryOperations } from "../../../test/support/registered.ts";

const { app } = await testApp();
const origin = await app.listen();
const page = await readFile(new URL("../../../docs/memory.md", import.meta.url), "utf8");
const examples = examplesIn(page);

/** Values that differ between runs: ids, keys and their hints. Times are compared by their shape. */
const given = /\b(?:rk_live_[0-9A-Za-z]{36}|(?:ten|usr|conv|int|fact|key|evt)_[0-9A-Za-z]{16})\b/g;
const timeless = (text: string) =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replace(/\d{4}-\d\d-\d\d/g, "<day>")
    .replace(/http[^"]*\/claim\/[\w-]{43}/g, "<claim link>");
const measured = new Set(["took_ms", "score", "relevance", "storage_bytes"]);
const comparable = (text: string) =>
  JSON.parse(timeless(text), (name, value) => {
    if (name === "request_id") return `<${typeof value}>`;
    return measured.has(name) && typeof value === "number" ? "<number>" : value;
  });

test("the examples in docs/memory.md run from top to bottom and give the printed answers", async () => {
  const actual = new Map<string, string>([["http://localhost:3000", origin]]);
  const ofThisRun = (text: string) =>
    [...actual].reduce((so, [printed, real]) => so.replaceAll(printed, real), text);
  let variables = "";
  for (const { shell, printed } of examples) {
    const here = ofThisRun(shell);
    const answers = await runShell(variables, here);
    variables += `${variablesIn(here)}\n`;
    expect([shell, answers.length]).toEqual([shell, shell.match(/^curl /gm)?.length]);
    if (printed === undefined) {
      expect([shell, answers.filter((answer) => /^{"error"/.test(answer))]).toEqual([shell, []]);
      continue;
    }
    const answer = answers.at(-1) as string;
    // Ids and keys come in the order in which they are printed.
    const real: string[] = answer.match(given) ?? [];
    for (const [i, id] of (printed.match(given) ?? []).entries())
      if (!actual.has(id)) actual.set(id, real[i] ?? "nothing");
    expect([shell, comparable(answer)]).toEqual([shell, comparable(ofThisRun(printed))]);
  }
}, 60_000);

test("every route of the memory API is shown in docs/memory.md", () => {
  const shown = examples.flatMap(({ shell }) =>
    [...shell.matchAll(/^curl (.*?)(?=^curl |^[A-Z]+=|$(?![\s\S]))/gms)].map(([, line = ""]) => {
      const path = /\$API(\/[^\s"?]*)/.exec(line)?.[1]?.replace(/\$[A-Z]+/g, ":id");
      const method = /-X (\w+)/.exec(line)?.[1] ?? (line.includes("--json") ? "POST" : "GET");
      return `${method} ${path}`;
    }),
  );
  const inText = [...page.matchAll(/`(\w+) (\/webhooks[^`]*)`/g)].map(
    ([, method, path]) => `${method} ${path?.replace("<id>", ":id")}`,
  );
  const all = memoryOperations.map(({ memory }) => `${memory.method} ${memory.path.replace(/:\w+/g, ":id")}`);
  expect(all.filter((route) => !shown.includes(route) && !inText.includes(route))).toEqual([]);
});

test("every setting and limit in docs/memory.md matches the code", async () => {
  const { TenantSettings } = await import("./tenants/tenant.ts");
  const rows = [...page.matchAll(/^\| (`[\w`, ]+`) \| (`?[\w`, []+\]?`?|\d+) \|/gm)].flatMap(
    ([, names = "", values = ""]) => {
      const defaults = values.replaceAll("`", "").split(", ");
      return names
        .replaceAll("`", "")
        .split(", ")
        .map((name, i) => [name, defaults[i] ?? ""] as const);
    },
  );
  const settings = rows.filter(([name]) => name in TenantSettings.shape);
  const defaults = Object.entries(TenantSettings.parse({})).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  expect(settings.toSorted()).toEqual(defaults.toSorted());
});
