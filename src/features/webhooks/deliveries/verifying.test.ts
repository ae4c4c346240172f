import { execFileSync, spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../../test/support/processes/folders.ts";
import { signature } from "./signature.ts";

const docs = await readFile(new URL("../../../../docs/webhooks.md", import.meta.url), "utf8");
const printed = (language: string) =>
  new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "ms").exec(docs)?.[1] ?? "";

const secret = "whsec_0123456789abcdefghijABCDEFGHIJ0123456789";
const body = '{"id":"evt_1","type":"asset.ready","data":{"name":"façade"}}';
const at = new Date("2026-11-21T09:20:00.500Z");
const now = Math.floor(at.getTime() / 1000);
const header = signature(secret, body, at);
const other = header.endsWith("0") ? `${header.slice(0, -1)}1` : `${header.slice(0, -1)}0`;

const asked: readonly [string, boolean, [string, string, string, number]][] = [
  ["unchanged", true, [secret, body, header, now]],
  ["exactly five minutes old", true, [secret, body, header, now + 300]],
  ["replayed after five minutes", false, [secret, body, header, now + 301]],
  ["dated ahead", false, [secret, body, header, now - 301]],
  ["with another body", false, [secret, `${body} `, header, now]],
  ["with another time", false, [secret, body, header.replace(`t=${now}`, `t=${now + 1}`), now]],
  ["with another signature", false, [secret, body, other, now]],
  ["under another secret", false, ["whsec_other", body, header, now]],
  ["without a signature", false, [secret, body, `t=${now}`, now]],
  ["with no header at all", false, [secret, body, "", now]],
];

test("the documented Node verification accepts our signatures and nothing else", async () => {
  const path = join(await temporaryFolder(), "verify.mjs");
  await writeFile(path, printed("js"));
  const { verify } = await import(pathToFileURL(path).href);
  for (const [what, expected, [key, text, head, time]] of asked)
    expect(verify(key, Buffer.from(text), head, time), what).toBe(expected);
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;

test.runIf(hasPython)("the documented Python verification accepts our signatures and nothing else", () => {
  const calls = JSON.stringify(asked.map(([, , call]) => call));
  const program = `${printed("python")}
import json, sys
print(json.dumps([verify(k, b.encode(), h, t) for k, b, h, t in json.load(sys.stdin)]))`;
  const answers = JSON.parse(String(execFileSync("python3", ["-c", program], { input: calls })));
  expect(answers).toEqual(asked.map(([, expected]) => expected));
});
