import sharp from "sharp";
import { expect, test } from "vitest";
import { type Agent, agentOf, newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { newKey, newOrganization } from "../../../../../test/support/operator.ts";

const { app, services } = await testApp();
const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } })
  .png()
  .toBuffer();

const upload = async (agent: Agent, ...names: string[]): Promise<string[]> => {
  const { data } = await agent.upload(Object.fromEntries(names.map((name) => [name, picture])));
  return data.assets.map(({ id }: { id: string }) => id);
};
const assetOf = async (agent: Agent, id: string) => (await agent.get(`${agent.library}/assets/${id}`)).data;
const idsOf = (answer: { data: { id: string }[] }) => answer.data.map(({ id }) => id);

test("tagging counts the added tags of all assets, and is idempotent ignoring case", async () => {
  const agent = await newAgent(app);
  const [a = "", b = ""] = await upload(agent, "a.png", "b.png");
  const tag = (assetIds: string[], tags: string[]) =>
    agent.request("POST", `${agent.library}/assets/tag`, { assetIds, tags });
  expect((await tag([a], ["Sunset"])).data).toEqual({ taggedCount: 1 });
  expect((await tag([a, b], ["sunset", "  *Beach ", "BEACH"])).data).toEqual({ taggedCount: 3 });
  expect((await tag([a, b], ["SUNSET", "beach"])).data).toEqual({ taggedCount: 0 });
  expect((await assetOf(agent, a)).tags).toEqual(["Sunset", "Beach"]);
  expect((await assetOf(agent, b)).tags).toEqual(["sunset", "Beach"]);
  expect((await agent.get(`${agent.library}/tags`)).data).toEqual([
    { id: "Beach", count: 2, type: "user" },
    { id: "Sunset", count: 2, type: "user" },
  ]);
});

test("untagging counts the removed tags of all assets, and is idempotent", async () => {
  const agent = await newAgent(app);
  const [a = "", b = ""] = await upload(agent, "a.png", "b.png");
  await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: [a, b], tags: ["one", "two"] });
  const untag = (assetIds: string[], tags: string[]) =>
    agent.request("POST", `${agent.library}/assets/untag`, { assetIds, tags });
  expect((await untag([a, b], ["ONE"])).data).toEqual({ untaggedCount: 2 });
  expect((await untag([a, b], ["one"])).data).toEqual({ untaggedCount: 0 });
  expect((await untag([a], ["two"])).data).toEqual({ untaggedCount: 1 });
  expect((await agent.get(`${agent.library}/tags`)).data).toEqual([{ id: "two", count: 1, type: "user" }]);
});

test.each(["index", "Trash", " *trash"])(
  "the reserved tag '%s' is refused before any write",
  async (reserved) => {
    const agent = await newAgent(app);
    const [a = ""] = await upload(agent, "a.png");
    const answer = await agent.request("POST", `${agent.library}/assets/tag`, {
      assetIds: [a],
      tags: ["fine", reserved],
    });
    expect(answer).toMatchObject({ status: 400, error: { code: "BAD_USER_INPUT" } });
    expect((await assetOf(agent, a)).tags).toEqual([]);
  },
);

test.each([
  ["no tags", { tags: [] }],
  ["21 tags", { tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }],
  ["a tag of 101 characters", { tags: ["x".repeat(101)] }],
  ["a blank tag", { tags: ["  "] }],
  ["101 assets", { assetIds: Array.from({ length: 101 }, (_, i) => `id${i}`) }],
  ["no assets", { assetIds: [] }],
  ["an unknown field", { colour: "red" }],
])("tagging with %s is bad input", async (_, part) => {
  const agent = await newAgent(app);
  const answer = await agent.request("POST", `${agent.library}/assets/tag`, {
    assetIds: ["a"],
    tags: ["t"],
    ...part,
  });
  expect(answer).toMatchObject({ status: 400, error: { code: "BAD_USER_INPUT" } });
});

test("the error for an unknown field names it", async () => {
  const agent = await newAgent(app);
  const answer = await agent.request("PATCH", agent.library, { name: "x", colour: "red" });
  expect(answer.error.message).toContain("'colour'");
});

test("one asset of another library fails the whole batch, and nothing changes", async () => {
  const agent = await newAgent(app);
  const other = await newAgent(app);
  const [mine = ""] = await upload(agent, "a.png");
  const [theirs = ""] = await upload(other, "b.png");
  for (const stranger of [theirs, "AAAAAAAAAAA"]) {
    const answer = await agent.request("POST", `${agent.library}/assets/tag`, {
      assetIds: [mine, stranger],
      tags: ["t"],
    });
    expect(answer).toMatchObject({ status: 404, error: { code: "RESOURCE_NOT_FOUND" } });
  }
  expect((await assetOf(agent, mine)).tags).toEqual([]);
});

test("a description is stored verbatim, and an empty one clears it", async () => {
  const agent = await newAgent(app);
  const [a = ""] = await upload(agent, "a.png");
  const describe = (description: unknown) =>
    agent.request("PATCH", `${agent.library}/assets/${a}/description`, { description });
  expect((await describe("  Two  spaces\nand a line  ")).data).toEqual({
    assetId: a,
    description: "  Two  spaces\nand a line  ",
  });
  expect((await assetOf(agent, a)).description).toBe("  Two  spaces\nand a line  ");
  expect((await describe("")).data).toEqual({ assetId: a, description: "" });
  expect((await describe(7)).status).toBe(400);
  expect((await describe("a\0b")).status).toBe(400);
});

test("deleting moves assets to the trash, returns their ids, and is idempotent", async () => {
  const agent = await newAgent(app);
  const [a = "", b = "", c = ""] = await upload(agent, "a.png", "b.png", "c.png");
  const remove = (ids: string[]) => agent.request("DELETE", `${agent.library}/assets`, { ids });
  expect((await remove([b, a, "AAAAAAAAAAA", a])).data).toEqual({
    success: true,
    message: "Moved 2 assets to trash",
    ids: [b, a],
  });
  expect((await remove([a, b])).data).toEqual({ success: true, message: "Moved 0 assets to trash", ids: [] });
  expect((await remove([c])).data.message).toBe("Moved 1 asset to trash");
  expect((await agent.get(`${agent.library}/assets/${a}`)).error.code).toBe("RESOURCE_NOT_FOUND");
  const [library] = (await agent.get(`/organizations/${agent.organizationId}/libraries`)).data;
  expect(library).toMatchObject({ assetsCount: 0, photosCount: 0, trashCount: 3 });
});

test("restoring undoes a delete, including tags, position and views", async () => {
  const agent = await newAgent(app);
  const [a = "", b = "", c = ""] = await upload(agent, "a.png", "b.png", "c.png");
  const view = (await agent.upload({ "view.png": picture }, { parentId: b })).data.assets[0].id;
  await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: [b], tags: ["kept"] });
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [b] });
  expect((await agent.get(`${agent.library}/assets/${view}`)).status).toBe(404);
  const restore = (ids: string[]) => agent.request("POST", `${agent.library}/assets/restore`, { ids });
  expect((await restore([b, a, "AAAAAAAAAAA"])).data).toEqual({
    success: true,
    message: "Restored 1 asset",
    ids: [b],
  });
  expect((await restore([b])).data).toEqual({ success: true, message: "Restored 0 assets", ids: [] });
  expect(idsOf(await agent.get(`${agent.library}/assets`))).toEqual([c, b, a]);
  expect(await assetOf(agent, b)).toMatchObject({ tags: ["kept"], views: [{ id: view }] });
  expect((await agent.get(`${agent.library}/tags`)).data).toEqual([{ id: "kept", count: 1, type: "user" }]);
});

test("a view that was deleted separately stays in the trash when its parent is restored", async () => {
  const agent = await newAgent(app);
  const [a = ""] = await upload(agent, "a.png");
  const view = (await agent.upload({ "view.png": picture }, { parentId: a })).data.assets[0].id;
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [view] });
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [a] });
  await agent.request("POST", `${agent.library}/assets/restore`, { ids: [a] });
  expect((await assetOf(agent, a)).views).toEqual([]);
  await agent.request("POST", `${agent.library}/assets/restore`, { ids: [view] });
  expect((await assetOf(agent, a)).views).toMatchObject([{ id: view }]);
});

test("a transfer moves all assets or none, keeps links, and makes them the newest in the target", async () => {
  const organizationId = await newOrganization(services, ["source", "target"]);
  const { apiKey } = await newKey(services, organizationId, { source: "write", target: "write" });
  const agent = agentOf(app, { organizationId, libraryId: "source", apiKey });
  const [a = "", b = "", c = ""] = await upload(agent, "a.png", "b.png", "c.png");
  const transfer = (assetIds: string[]) =>
    agent.request("POST", `${agent.library}/assets/transfer`, { targetLibraryId: "target", assetIds });
  expect((await transfer([a, "AAAAAAAAAAA"])).status).toBe(404);
  expect(idsOf(await agent.get(`${agent.library}/assets`))).toEqual([c, b, a]);
  expect((await transfer([c, a])).data).toEqual({
    transferredCount: 2,
    sourceLibraryId: "source",
    targetLibraryId: "target",
  });
  expect(idsOf(await agent.get(`${agent.library}/assets`))).toEqual([b]);
  const inTarget = await agent.get(`/organizations/${organizationId}/libraries/target/assets`);
  expect(idsOf(inTarget)).toEqual([c, a]);
  expect(inTarget.data[0].libraryId).toBe("target");
  const counts = (await agent.get(`/organizations/${organizationId}/libraries`)).data;
  expect(
    counts.map((library: { id: string; assetsCount: number }) => [library.id, library.assetsCount]),
  ).toEqual([
    ["source", 1],
    ["target", 2],
  ]);
});

test("a transfer to the same library is bad input", async () => {
  const agent = await newAgent(app);
  const answer = await agent.request("POST", `${agent.library}/assets/transfer`, {
    targetLibraryId: agent.libraryId,
    assetIds: ["a"],
  });
  expect(answer.status).toBe(400);
});

test("an asset can have 100 tags, and a call that would exceed the limit adds none", async () => {
  const agent = await newAgent(app);
  const [full = "", other = ""] = await upload(agent, "a.png", "b.png");
  const tag = (assetIds: string[], tags: string[]) =>
    agent.request("POST", `${agent.library}/assets/tag`, { assetIds, tags });
  for (let from = 0; from < 100; from += 20) {
    const tags = Array.from({ length: 20 }, (_, n) => `tag ${from + n}`);
    expect((await tag([full], tags)).data).toEqual({ taggedCount: 20 });
  }
  expect((await tag([full], ["tag 5"])).data).toEqual({ taggedCount: 0 });
  const refused = await tag([other, full], ["one more"]);
  expect(refused).toMatchObject({ status: 400, error: { code: "BAD_USER_INPUT" } });
  expect(refused.error.message).toContain("at most 100 tags");
  expect((await assetOf(agent, other)).tags).toEqual([]);
  const found = await agent.get(`/organizations/${agent.organizationId}/search/assets?q=99`);
  expect(found.data.found).toBe(1);
});
