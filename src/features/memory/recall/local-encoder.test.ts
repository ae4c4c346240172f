import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pino from "pino";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";
import { openCircuitBreaker } from "../../../platform/circuit-breaker.ts";
import { embedUser } from "./embed-later.ts";
import { openLocalEncoder } from "./local-encoder.ts";

const { app, services, database, clock } = await testApp({ config: { localEmbeddings: true } });

test("a paraphrase without a word of the question is found", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  for (const said of ["The thunder made my heart race.", "The tax return is due.", "The train was late."])
    await tenant.ingest(userId, conversationId, said);
  const { organizationId } = await database.one<{ organizationId: number }>(
    sql`select organization_id as "organizationId" from tenants where id = ${tenant.tenantId}`,
  );
  await services.embedder?.embed(["The model is loaded."]);
  const ask = async () =>
    (await tenant.call("POST", "/memory/query", { user_id: userId, query: "Was I scared?" })).body.memories;
  expect(await ask()).toEqual([]);
  await embedUser(services, { userId, organizationId });
  const [first] = await ask();
  expect(first).toMatchObject({ user_message: "The thunder made my heart race.", matched: ["embedding"] });
});

test("any text has a vector of one length, however long and whatever is in it", async () => {
  const texts = [
    "",
    "a".repeat(100_000),
    "\u{1F600}\uD800",
    "ä̈̈ ".repeat(5_000),
    "你好",
    "word ".repeat(5_000),
  ];
  const vectors = (await services.embedder?.embed(texts)) ?? [];
  expect(vectors).toHaveLength(texts.length);
  for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 3);
  expect(new Set(vectors.map(({ length }) => length))).toEqual(new Set([512]));
});

test("a server without the packages says at its start what to install", () => {
  const missing = () => {
    throw new Error("Cannot find package");
  };
  expect(() => openLocalEncoder(openCircuitBreaker(clock), services.log, { resolve: missing })).toThrow(
    "Install @energetic-ai/core",
  );
});

/** An encoder whose thread runs this code. */
async function encoderThat(code: string) {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const file = join(await mkdtemp(join(services.config.dataDir, "encoder-")), "thread.mjs");
  await writeFile(file, code);
  const thread = pathToFileURL(file).href;
  return { lines, encoder: openLocalEncoder(openCircuitBreaker(clock), log, { thread }) };
}

test("a model that cannot be loaded fails what waits for it, and not the process", async () => {
  const { lines, encoder } = await encoderThat('throw new Error("The weights are missing.");');
  const waiting = await Promise.allSettled([encoder.embedQuery("a"), encoder.embed(["b", "c"])]);
  for (const one of waiting)
    expect(one).toMatchObject({ reason: { message: "The local encoder failed: The weights are missing." } });
  expect(lines.join()).toContain("The weights are missing.");
  await expect(encoder.embedQuery("d")).rejects.toThrow("The weights are missing.");
});

test("a query waits for one text of all jobs", async () => {
  const { encoder } = await encoderThat("let turn = 0; export default async () => Float32Array.of(turn++);");
  const jobs = Array.from({ length: 20 }, () => encoder.embed(["a", "b"]));
  const [turn] = await encoder.embedQuery("c");
  expect(turn).toBeLessThanOrEqual(1);
  await Promise.all(jobs);
});
