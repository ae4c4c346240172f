import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { apiVersions, readDocument, routesOf, typesFile } from "../../../scripts/client/documents.ts";
import { DeliveredEvent } from "../../../src/features/webhooks/event.ts";
import { failureCodes } from "../../../src/kernel/failure.ts";
import { takesIdempotencyKey } from "../src/core.ts";

const source = join(import.meta.dirname, "../src");
const textOf = (file: string) => readFile(join(source, file), "utf8");

/** Operations that no method is named after. */
const byRequestAlone = [
  "GET /files/{token}", // by `assets.upload`, as the next four
  "HEAD /files/{token}",
  "PATCH /files/{token}",
  "DELETE /files/{token}",
  "POST /files",
  "PUT /uploads/{token}",
  // `downloadUrl` and `url` of answers lead to these.
  "GET /downloads/{token}",
  "GET /cdn/{organizationId}/{libraryId}/{assetId}",
  "GET /cdn/{organizationId}/{libraryId}/{assetId}/{version}/{file}",
  "GET /openapi.json",
];

test.each(apiVersions)("every operation of %s has types, so that request can send it", async (version) => {
  const routes = routesOf(await readDocument(version)).map(([route]) => route);
  const types = await readFile(typesFile(version), "utf8");
  const listed = types.slice(0, types.indexOf("export interface components"));
  expect([...listed.matchAll(/^ {2}"(.+)": operations/gm)].map(([, route]) => route)).toEqual(routes);
});

test.each(apiVersions)(
  "every operation of %s is a method, except for those that answers lead to",
  async (version) => {
    const routes = routesOf(await readDocument(version)).map(([route]) => route);
    const files = (await readdir(source, { recursive: true })).filter(
      (file) => file.endsWith(".ts") && !file.startsWith("api"),
    );
    const code = (await Promise.all(files.map(textOf))).join("\n");
    const methods = new Set(
      [...code.matchAll(/\((?:this\.core, )?\s*"((?:[A-Z]+) \/[^"]*)"/g)].map(([, route]) => route),
    );
    expect(routes.filter((route) => !methods.has(route) && !byRequestAlone.includes(route))).toEqual([]);
    if (version === apiVersions[0]) {
      expect([...methods].filter((route) => !routes.includes(route as string))).toEqual([]);
    }
  },
);

test("a call is sent again exactly where the server takes an Idempotency-Key", async () => {
  for (const [route, { parameters = [] }] of routesOf(await readDocument("2026-07-08"))) {
    if (route === "POST /files") continue; // by its own headers, which the document leaves to tus
    const takes = parameters.some(
      ({ $ref, name }) => $ref?.endsWith("/IdempotencyKey") || name === "Idempotency-Key",
    );
    expect([route, takesIdempotencyKey(route)]).toEqual([route, takes]);
  }
});

test("the client knows every code of the server, and every event of webhooks", async () => {
  const error = await textOf("error.ts");
  for (const code of failureCodes) expect(error).toContain(`| "${code}"`);
  const webhook = await textOf("verify-webhook.ts");
  const events = [...webhook.matchAll(/^ {2}"([a-z]+\.[a-z]+)":/gm)].map(([, event]) => event);
  expect(events).toEqual(DeliveredEvent.options);
});

test("the committed types are those of the OpenAPI documents", async () => {
  const words = ["--import", "./scripts/typescript-6.mjs", "scripts/client/types.ts", "--check"];
  await promisify(execFile)(process.execPath, words);
});
