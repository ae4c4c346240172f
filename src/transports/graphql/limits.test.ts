import { getIntrospectionQuery } from "graphql";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { ask } from "../../../test/support/transports/graphql.ts";
import { documentLimits } from "./limits.ts";

const { app } = await testApp();
const agent = await newAgent(app);
const aliases = (count: number, field: string) =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: ${field}`).join(" ")} }`;
const nested = (levels: number) => `${"{ f ".repeat(levels)}${"}".repeat(levels)}`;

const refused = (message: string) => ({
  status: 400,
  errors: [
    {
      message: expect.stringContaining(message),
      extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
    },
  ],
});

test("the standard introspection query is within the limits", async () => {
  const full = getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, oneOf: true });
  expect((await ask(app, undefined, full)).errors).toBeUndefined();
});

test.each([
  ["too long", `# ${"x".repeat(documentLimits.length)}\n{ viewer { plan } }`, "characters"],
  ["of too many tokens", `{ ${"viewer { plan } ".repeat(600)} }`, "tokens"],
  ["too deep", nested(documentLimits.depth + 1), "levels of fields"],
  ["of too many root fields", aliases(documentLimits.rootFields + 1, "viewer { plan }"), "root fields"],
  [
    "of too many fields",
    `{ viewer { ${Array.from({ length: documentLimits.fields }, (_, i) => `a${i}: plan`).join(" ")} } }`,
    "fields",
  ],
  [
    "of too many fields by fragments",
    `{ viewer { ...F0 } } ${Array.from({ length: 10 }, (_, i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`).join(" ")} fragment F10 on Viewer { plan }`,
    "fields",
  ],
])("a document %s is refused with advice", async (_, query, message) => {
  expect(await ask(app, agent.apiKey, query)).toMatchObject(refused(message));
});

test("circular fragments are refused", async () => {
  const answer = await ask(app, agent.apiKey, "{ viewer { ...A } } fragment A on Viewer { ...A plan }");
  expect(answer.status).toBe(400);
});

test("a query with a too large result is refused, with its size in the document or in a variable", async () => {
  const fields = "id name url thumbUrl description tags views { id url metadata { created name url } }";
  const listed = (size: string) =>
    Array.from(
      { length: 15 },
      (_, i) => `a${i}: assets(organizationId: $o, libraryId: $l, ${size}) { ${fields} }`,
    );
  const variables = { o: agent.organizationId, l: agent.libraryId };
  const fixed = await ask(
    app,
    agent.apiKey,
    `query ($o: ID!, $l: ID!) { ${listed("pageSize: 500").join(" ")} }`,
    variables,
  );
  expect(fixed).toMatchObject(refused("Ask for smaller pages"));
  const varying = `query ($o: ID!, $l: ID!, $n: Int) { ${listed("pageSize: $n").join(" ")} }`;
  expect(await ask(app, agent.apiKey, varying, { ...variables, n: 500 })).toMatchObject(refused("100000"));
  expect((await ask(app, agent.apiKey, varying, { ...variables, n: 10 })).errors).toBeUndefined();
});

test("every root field counts as a call for the rate limit", async () => {
  const { app: limited } = await testApp({ config: { rateLimitPerMinute: 5 } });
  const { apiKey } = await newAgent(limited);
  const answer = await ask(limited, apiKey, aliases(6, "viewer { organizationId }"));
  expect(answer.status).toBe(429);
  expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  expect(answer.errors).toHaveLength(1);
  expect(answer.errors?.[0]?.extensions).toEqual({ code: "RATE_LIMITED", http: { status: 429 } });
  expect(Object.values(answer.data).filter((field) => field !== null)).toHaveLength(5);
});
