import { expect, test } from "vitest";
import { type Agent, agentOf, newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { newKey, newOrganization } from "../../../test/support/operator.ts";
import { ask } from "../../../test/support/transports/graphql.ts";

const { app, services } = await testApp();
const png = await picture();

async function anAgent(...names: string[]): Promise<{ agent: Agent; ids: string[] }> {
  const organizationId = await newOrganization(services, ["barcelona", "lisbon"]);
  const { apiKey } = await newKey(services, organizationId, { barcelona: "write", lisbon: "write" });
  const agent = agentOf(app, { organizationId, libraryId: "barcelona", apiKey });
  if (names.length === 0) return { agent, ids: [] };
  const { data } = await agent.upload(Object.fromEntries(names.map((name) => [name, png])));
  return { agent, ids: data.assets.map(({ id }: { id: string }) => id) };
}

const mutation = {
  deleteAssets: `mutation ($o: ID!, $l: ID!, $ids: [ID!]!) {
    deleteAssets(organizationId: $o, libraryId: $l, assets: $ids) { success message ids }
  }`,
  restoreAssets: `mutation ($o: ID!, $l: ID!, $ids: [ID!]!) {
    restoreAssets(organizationId: $o, libraryId: $l, assets: $ids) { success message ids }
  }`,
  tagAssets: `mutation ($o: ID!, $l: ID!, $ids: [ID!]!, $tags: [String!]!) {
    tagAssets(organizationId: $o, libraryId: $l, assetIds: $ids, tags: $tags) { taggedCount }
  }`,
  untagAssets: `mutation ($o: ID!, $l: ID!, $ids: [ID!]!, $tags: [String!]!) {
    untagAssets(organizationId: $o, libraryId: $l, assetIds: $ids, tags: $tags) { untaggedCount }
  }`,
  transferAssets: `mutation ($o: ID!, $l: ID!, $to: ID!, $ids: [ID!]!) {
    transferAssets(organizationId: $o, sourceLibraryId: $l, targetLibraryId: $to, assetIds: $ids) {
      transferredCount sourceLibraryId targetLibraryId
    }
  }`,
  updateAssetDescription: `mutation ($o: ID!, $l: ID!, $id: ID!, $text: String!) {
    updateAssetDescription(organizationId: $o, libraryId: $l, assetId: $id, description: $text) { assetId description }
  }`,
  createLibrary: `mutation ($o: ID!, $name: String!, $slug: String) {
    createLibrary(organizationId: $o, name: $name, slug: $slug) { id name assetsCount trashCount tags { id } }
  }`,
  renameLibrary: `mutation ($o: ID!, $l: ID!, $name: String!) {
    renameLibrary(organizationId: $o, libraryId: $l, name: $name) { id name }
  }`,
};
type Name = keyof typeof mutation;

const change = (agent: Agent, name: Name, variables: object, key: string | undefined = agent.apiKey) =>
  ask(app, key, mutation[name], { o: agent.organizationId, l: agent.libraryId, ...variables });

test("deleting moves assets to the trash, is idempotent, and can be undone by restoring", async () => {
  const { agent, ids } = await anAgent("a.png", "b.png");
  const asked = { ids: [ids[0]] };
  const moved = { success: true, message: "Moved 1 asset to trash", ids: [ids[0]] };
  expect((await change(agent, "deleteAssets", asked)).data.deleteAssets).toEqual(moved);
  const nothing = { success: true, message: "Moved 0 assets to trash", ids: [] };
  expect((await change(agent, "deleteAssets", asked)).data.deleteAssets).toEqual(nothing);
  const restored = (await change(agent, "restoreAssets", asked)).data.restoreAssets;
  expect(restored).toMatchObject({ success: true, ids: [ids[0]] });
  expect((await agent.get(`${agent.library}/assets`)).data).toHaveLength(2);
});

test("tagging and untagging count the changed tags of all assets", async () => {
  const { agent, ids } = await anAgent("a.png", "b.png");
  const asked = { ids, tags: ["Sunset", "sea"] };
  expect((await change(agent, "tagAssets", asked)).data).toEqual({ tagAssets: { taggedCount: 4 } });
  expect((await change(agent, "tagAssets", asked)).data).toEqual({ tagAssets: { taggedCount: 0 } });
  const untagged = await change(agent, "untagAssets", { ids: [ids[0]], tags: ["SEA"] });
  expect(untagged.data).toEqual({ untagAssets: { untaggedCount: 1 } });
});

test("transferring moves to the other library", async () => {
  const { agent, ids } = await anAgent("a.png");
  const { data } = await change(agent, "transferAssets", { to: "lisbon", ids });
  expect(data.transferAssets).toEqual({
    transferredCount: 1,
    sourceLibraryId: "barcelona",
    targetLibraryId: "lisbon",
  });
});

test("a description is kept verbatim", async () => {
  const { agent, ids } = await anAgent("a.png");
  const text = "  «Barça»\n";
  const { data } = await change(agent, "updateAssetDescription", { id: ids[0], text });
  expect(data.updateAssetDescription).toEqual({ assetId: ids[0], description: text });
});

test("a new library is granted to the key, and renaming it keeps its slug", async () => {
  const { agent } = await anAgent();
  const created = await change(agent, "createLibrary", { name: "Porto", slug: null });
  expect(created.data.createLibrary).toEqual({
    id: "porto",
    name: "Porto",
    assetsCount: 0,
    trashCount: 0,
    tags: [],
  });
  const renamed = await change(agent, "renameLibrary", { l: "porto", name: "O Porto" });
  expect(renamed.data.renameLibrary).toEqual({ id: "porto", name: "O Porto" });
  const taken = await change(agent, "createLibrary", { name: "Other", slug: "porto" });
  expect(taken).toMatchObject({ status: 409, errors: [{ extensions: { code: "LIBRARY_URL_TAKEN" } }] });
});

test("mutations of one request run in order", async () => {
  const { agent, ids } = await anAgent("a.png");
  const { data } = await ask(
    app,
    agent.apiKey,
    `mutation ($o: ID!, $ids: [ID!]!) {
      on: tagAssets(organizationId: $o, libraryId: "barcelona", assetIds: $ids, tags: ["x"]) { taggedCount }
      off: untagAssets(organizationId: $o, libraryId: "barcelona", assetIds: $ids, tags: ["x"]) { untaggedCount }
    }`,
    { o: agent.organizationId, ids },
  );
  expect(data).toEqual({ on: { taggedCount: 1 }, off: { untaggedCount: 1 } });
});

test.each<[Name, object]>([
  ["deleteAssets", { ids: [] }],
  ["restoreAssets", { ids: Array.from({ length: 101 }, (_, i) => `id${i}`) }],
  ["tagAssets", { ids: ["x"], tags: ["trash"] }],
  ["untagAssets", { ids: ["x"], tags: [] }],
  ["transferAssets", { ids: ["x"], to: "barcelona" }],
  ["updateAssetDescription", { id: "x", text: "x".repeat(10_001) }],
  ["createLibrary", { name: " " }],
  ["renameLibrary", { name: "" }],
])("%s refuses bad input", async (name, variables) => {
  const { agent } = await anAgent();
  expect(await change(agent, name, variables)).toMatchObject({
    status: 400,
    data: { [name]: null },
    errors: [{ extensions: { code: "BAD_USER_INPUT", http: { status: 400 } } }],
  });
});

test.each<[Name, object]>([
  ["deleteAssets", { ids: ["x"] }],
  ["restoreAssets", { ids: ["x"] }],
  ["tagAssets", { ids: ["x"], tags: ["y"] }],
  ["untagAssets", { ids: ["x"], tags: ["y"] }],
  ["transferAssets", { ids: ["x"], to: "lisbon" }],
  ["updateAssetDescription", { id: "x", text: "y" }],
  ["createLibrary", { name: "New" }],
  ["renameLibrary", { name: "New" }],
])("%s refuses a missing key, a read-only key and another organization's key", async (name, variables) => {
  const { agent } = await anAgent();
  const { apiKey: reading } = await newKey(services, agent.organizationId, {
    barcelona: "read",
    lisbon: "read",
  });
  const stranger = await newAgent(app);
  const extensions = async (key: string | undefined) => {
    const anonymous = key === undefined;
    const answer = anonymous
      ? await ask(app, undefined, mutation[name], { o: agent.organizationId, l: "barcelona", ...variables })
      : await change(agent, name, variables, key);
    expect(answer.data).toEqual({ [name]: null });
    return answer.errors?.[0]?.extensions;
  };
  expect(await extensions(undefined)).toEqual({ code: "UNAUTHENTICATED", http: { status: 401 } });
  expect(await extensions(stranger.apiKey)).toEqual({ code: "INVALID_API_KEY", http: { status: 401 } });
  expect(await extensions(reading)).toEqual(
    name === "createLibrary"
      ? { code: "API_KEY_READ_ONLY", http: { status: 403 } }
      : { code: "UNAUTHORIZED", reason: "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY", http: { status: 404 } },
  );
});
