import { expect, test } from "vitest";
import { agentOf, newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { newKey, newOrganization } from "../../../test/support/operator.ts";
import { ask } from "../../../test/support/transports/graphql.ts";

const { app, services } = await testApp();
const organizationId = await newOrganization(services, ["barcelona", "lisbon"]);
const { apiKey } = await newKey(services, organizationId, { barcelona: "write", lisbon: "write" });
const agent = agentOf(app, { organizationId, libraryId: "barcelona", apiKey });
const asset = (await agent.upload({ "Beach.png": await picture() })).data.assets[0].id;
const here = { o: organizationId, l: "barcelona" };

const inLibrary = "organizationId: $o, libraryId: $l";
const all = [
  ["libraries", "libraries(organizationId: $s) { id }"],
  ["assets", `assets(${inLibrary}) { id }`],
  ["asset", `asset(${inLibrary}, assetId: "${asset}") { id }`],
  ["searchAssets", `searchAssets(organizationId: $o, q: "", libraries: [$l]) { found }`],
  ["tags", `tags(${inLibrary}) { id }`],
  ["photos", "photos(organizationId: $s, libraryId: $t) { id }"],
] as const;

const fields = (field: string, key: string | undefined, variables: object = {}) => {
  const declared = [
    ...(field.includes("$o") ? ["$o: ID!"] : []),
    ...(field.includes("$l") ? ["$l: ID!"] : []),
    ...(field.includes("$s") ? ["$s: String!"] : []),
    ...(field.includes("$t") ? ["$t: String!"] : []),
  ];
  const given = { ...here, s: organizationId, t: "barcelona", ...variables };
  return ask(app, key, `query (${declared.join(", ")}) { ${field} }`, given);
};
const stranger = await newAgent(app);

test.each(all)(
  "%s refuses a missing key, another organization's key, and an unknown organization",
  async (name, field) => {
    const failing = (status: number, code: string) => ({
      status,
      data: { [name]: null },
      errors: [{ path: [name], extensions: { code, http: { status } } }],
    });
    expect((await fields(field, apiKey)).errors).toBeUndefined();
    expect(await fields(field, undefined)).toMatchObject(failing(401, "UNAUTHENTICATED"));
    expect(await fields(field, stranger.apiKey)).toMatchObject(failing(401, "INVALID_API_KEY"));
    expect(await fields(field, apiKey, { o: "nowhere", s: "nowhere" })).toMatchObject(
      failing(404, "ORGANIZATION_NOT_FOUND"),
    );
  },
);

test.each(all.filter(([name]) => name !== "libraries"))(
  "%s gives the same error for an inaccessible and an unknown library",
  async (name, field) => {
    const { apiKey: elsewhere } = await newKey(services, organizationId, { lisbon: "write" });
    const outOfReach = await fields(field, elsewhere);
    expect(outOfReach).toMatchObject({
      status: 404,
      data: { [name]: null },
      errors: [
        {
          message: "API key not authorized for this library.",
          extensions: {
            code: "UNAUTHORIZED",
            reason: "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY",
            http: { status: 404 },
          },
        },
      ],
    });
    const unknown = await fields(field, elsewhere, { l: "atlantis", t: "atlantis" });
    expect(unknown.errors).toEqual(outOfReach.errors);
  },
);

test("viewer refuses a missing key and an unknown one", async () => {
  const viewer = (key?: string) => ask(app, key, "{ viewer { organizationId } }");
  expect(await viewer()).toMatchObject({ status: 401, headers: { "www-authenticate": "Bearer" } });
  expect((await viewer("pk_no")).errors?.[0]?.extensions.code).toBe("INVALID_API_KEY");
});
