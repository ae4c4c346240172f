import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { postMcp, rpc } from "../../../test/support/transports/mcp.ts";

const { app } = await testApp();
const agent = await newAgent(app);
const { organizationId, libraryId, apiKey } = agent;

test("resource templates cover what a key may read, and their resources are first pages", async () => {
  const { resourceTemplates } = (await postMcp(app, rpc("resources/templates/list"), { apiKey })).body.result;
  expect(resourceTemplates.map(({ uriTemplate }: { uriTemplate: string }) => uriTemplate)).toEqual([
    "raster://organizations/{orgId}/libraries",
    "raster://organizations/{orgId}/libraries/{libraryId}/assets",
    "raster://organizations/{orgId}/libraries/{libraryId}/tags",
  ]);
  const organization = `/organizations/${organizationId}`;
  for (const path of ["/libraries", `/libraries/${libraryId}/assets`, `/libraries/${libraryId}/tags`]) {
    const uri = `raster:/${organization}${path}`;
    const { contents } = (await postMcp(app, rpc("resources/read", { uri }), { apiKey })).body.result;
    expect(contents).toMatchObject([{ uri, mimeType: "application/json" }]);
    expect(JSON.parse(contents[0].text)).toEqual((await agent.get(`${organization}${path}`)).data);
  }
});

test("resources/list names the libraries of the key's organization, their assets and their tags", async () => {
  const { resources } = (await postMcp(app, rpc("resources/list"), { apiKey })).body.result;
  const organization = `raster://organizations/${organizationId}`;
  expect(resources.map(({ uri }: { uri: string }) => uri)).toEqual([
    `${organization}/libraries`,
    `${organization}/libraries/${libraryId}/assets`,
    `${organization}/libraries/${libraryId}/tags`,
  ]);
  for (const { uri } of resources) {
    expect(
      (await postMcp(app, rpc("resources/read", { uri }), { apiKey })).body.result.contents,
    ).toHaveLength(1);
  }
});

test.each([
  ["of an unknown address", "raster://elsewhere", "Resource not found"],
  ["of another organization", "raster://organizations/nowhere/libraries", "organization"],
  ["without a grant", `raster://organizations/${organizationId}/libraries/nowhere/tags`, "not authorized"],
])("a resource %s is a protocol error", async (_, uri, message) => {
  const { error } = (await postMcp(app, rpc("resources/read", { uri }), { apiKey })).body;
  expect(error.code).toBeLessThan(-32000);
  expect(error.message).toContain(message);
});
