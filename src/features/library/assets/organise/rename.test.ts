import { beforeAll, expect, test } from "vitest";
import { type Agent, agentOf } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { newBrowser } from "../../../../../test/support/browser.ts";
import { picture } from "../../../../../test/support/files.ts";
import { newTeam, type Team } from "../../../../../test/support/team.ts";

const { app, services } = await testApp();

let team: Team;
let agent: Agent;
let assetId: string;
const asked = (name: string) => ({
  organizationId: team.organizationId,
  libraryId: "pictures",
  assetId,
  name,
});

beforeAll(async () => {
  team = await newTeam(app, services);
  const { organizationId, owner } = team;
  const libraries = { pictures: "write" };
  const { data } = await owner.call("createKey", { organizationId, name: "Agent", libraries, scopes: [] });
  agent = agentOf(app, { organizationId, libraryId: "pictures", apiKey: data.apiKey });
  assetId = (await agent.upload({ "IMG_1.png": await picture() })).data.assets[0].id;
});

test("an editor renames an asset: search finds it by the new name, its file name and link stay", async () => {
  const before = (await agent.get(`${agent.library}/assets/${assetId}`)).data;
  const renamed = await team.editor.call("renameAsset", asked("  Sunset at sea "));
  expect(renamed.data).toEqual({ assetId, name: "Sunset at sea" });
  const { organizationId } = team;
  const { data } = await team.viewer.call("searchAssets", { organizationId, q: "sunset" });
  expect(data.hits).toMatchObject([
    { id: assetId, name: "Sunset at sea", filename: "IMG_1.png", url: before.url },
  ]);
  const [entry] = (await team.owner.call("listAuditEntries", { organizationId })).data.entries;
  expect(entry).toMatchObject({
    operation: "renameAsset",
    details: { libraryId: "pictures", assetId, name: "Sunset at sea" },
  });
});

test.each(["", "   ", "two\nlines", "x".repeat(256)])("the name %j is refused", async (name) => {
  expect((await team.editor.call("renameAsset", asked(name))).error.code).toBe("BAD_USER_INPUT");
});

test("viewers, strangers and people who are not signed in rename nothing", async () => {
  expect((await team.viewer.call("renameAsset", asked("Mine"))).error.code).toBe("FORBIDDEN");
  const stranger = (await newTeam(app, services)).owner;
  expect((await stranger.call("renameAsset", asked("Mine"))).error.code).toBe("ORGANIZATION_NOT_FOUND");
  const nobody = newBrowser(app, services);
  expect((await nobody.call("renameAsset", asked("Mine"))).error.code).toBe("UNAUTHENTICATED");
});

test("an asset that is not there, or in the trash, is not renamed", async () => {
  const missing = { ...asked("Mine"), assetId: "AAAAAAAAAAA" };
  expect((await team.editor.call("renameAsset", missing)).error.code).toBe("RESOURCE_NOT_FOUND");
  const { organizationId } = team;
  await team.editor.call("deleteAssets", { organizationId, libraryId: "pictures", ids: [assetId] });
  expect((await team.editor.call("renameAsset", asked("Mine"))).error.code).toBe("RESOURCE_NOT_FOUND");
});
