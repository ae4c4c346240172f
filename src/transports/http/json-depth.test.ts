import fc from "fast-check";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";
import { checkJsonDepth } from "./json-depth.ts";

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

test("JSON may have a hundred levels but not more, and brackets in strings do not count", () => {
  expect(() => checkJsonDepth(nested(100))).not.toThrow();
  expect(() => checkJsonDepth(nested(101))).toThrow("nested deeper than 100 levels");
  expect(() => checkJsonDepth(JSON.stringify({ '[{"\\': `\\"${"[".repeat(500)}\\\\` }))).not.toThrow();
});

test("shallow JSON is never refused", () => {
  fc.assert(fc.property(fc.json({ maxDepth: 20 }), (text) => checkJsonDepth(text)));
});

test("deep JSON is refused as bad input in every API", async () => {
  const { app } = await testApp();
  const { apiKey, library } = await newAgent(app);
  const tenant = await newTenant(app);
  const deep = nested(20_000);
  const headers = (key: string) => ({
    authorization: `Bearer ${key}`,
    "api-version": "2026-05-20",
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
  });
  const ask = async (url: string, key: string, payload: string) =>
    (await app.inject({ method: "POST", url, headers: headers(key), payload })).statusCode;
  expect(await ask(`${library}/assets/tag`, apiKey, `{"tags":${deep}}`)).toBe(400);
  expect(await ask("/api/v1/users", tenant.apiKey, `{"metadata":{"a":${deep}}}`)).toBe(400);
  expect(
    await ask("/graphql", apiKey, `{"query":"{ viewer { organizationId } }","variables":{"a":${deep}}}`),
  ).toBe(400);
  expect(await ask("/mcp", apiKey, deep)).toBe(400);
});
