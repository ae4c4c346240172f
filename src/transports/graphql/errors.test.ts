import { expect, test, vi } from "vitest";
import { newAgent, send } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { ask } from "../../../test/support/transports/graphql.ts";

const { app, services } = await testApp();
const agent = await newAgent(app);
const { organizationId: o, libraryId: l } = agent;

const asset =
  "query ($o: ID!, $l: ID!, $id: ID!) { asset(organizationId: $o, libraryId: $l, assetId: $id) { id } }";

test.each([
  ["no key", undefined, o, l, "x"],
  ["an unknown key", "pk_unknown", o, l, "x"],
  ["an unknown organization", agent.apiKey, "nowhere", l, "x"],
  ["an unknown library", agent.apiKey, o, "atlantis", "x"],
  ["an id that is too long", agent.apiKey, o, l, "x".repeat(65)],
  ["an unknown asset", agent.apiKey, o, l, "AAAAAAAAAAA"],
])("%s has the same code, message and status as in REST", async (_, key, organization, library, id) => {
  const rest = await send(
    app,
    key,
    "GET",
    `/organizations/${organization}/libraries/${library}/assets/${id}`,
  );
  const { status, errors } = await ask(app, key, asset, { o: organization, l: library, id });
  const [error] = errors ?? [];
  const { code, reason, http } = error?.extensions ?? {};
  expect({ status, http, code: reason ?? code, message: error?.message }).toEqual({
    status: rest.status,
    http: { status: rest.status },
    ...rest.error,
  });
});

test("a failed field is null with an error, its siblings have data, and the status is that of the failure", async () => {
  const answer = await ask(
    app,
    agent.apiKey,
    `query ($o: ID!, $l: ID!) {
      viewer { organizationId }
      missing: asset(organizationId: $o, libraryId: $l, assetId: "AAAAAAAAAAA") { id }
      secret: tags(organizationId: $o, libraryId: "atlantis") { id }
    }`,
    { o, l },
  );
  expect(answer.status).toBe(404);
  expect(answer.data).toEqual({ viewer: { organizationId: o }, missing: null, secret: null });
  const codes = answer.errors?.map(({ path, extensions }) => [path?.join(), extensions.code]);
  expect(Object.fromEntries(codes ?? [])).toEqual({ missing: "RESOURCE_NOT_FOUND", secret: "UNAUTHORIZED" });
});

test.each([
  ["that cannot be parsed", "{", {}, "GRAPHQL_PARSE_FAILED"],
  ["that selects an unknown field", "{ nothing }", {}, "GRAPHQL_VALIDATION_FAILED"],
  ["without a required variable", asset, { o }, undefined],
  ["with a variable of the wrong type", asset, { o, l, id: { a: 1 } }, undefined],
  ["without any operation", "fragment F on Asset { id }", {}, undefined],
])("a document %s is refused as bad input", async (_, query, variables, reason) => {
  const answer = await ask(app, agent.apiKey, query, variables);
  expect(answer.status).toBe(400);
  expect(answer.data).toBeUndefined();
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", http: { status: 400 } });
  if (reason) expect(answer.errors?.[0]?.extensions.reason).toBe(reason);
});

test("a client that only accepts application/json gets errors in its document with status 200", async () => {
  const insisting = (query: string) => ask(app, agent.apiKey, query, {}, { accept: "application/json" });
  expect(await insisting("{ nothing }")).toMatchObject({
    status: 200,
    errors: [{ extensions: { http: { status: 400 } } }],
  });
  expect((await insisting(`{ libraries(organizationId: "nowhere") { id } }`)).status).toBe(404);
});

test("an internal error shows a request id and nothing else", async () => {
  const broken = vi.spyOn(services.database.pool, "query").mockImplementation(() => {
    throw new Error("secret detail");
  });
  const answer = await ask(
    app,
    agent.apiKey,
    "query ($o: String!) { libraries(organizationId: $o) { id } }",
    { o },
  );
  broken.mockRestore();
  expect(answer.status).toBe(500);
  expect(answer.errors?.[0]?.extensions).toEqual({ code: "INTERNAL_SERVER_ERROR", http: { status: 500 } });
  expect(answer.errors?.[0]?.message).toContain(answer.headers["x-request-id"]);
  expect(JSON.stringify(answer)).not.toContain("secret detail");
});
