import { expect, test, vi } from "vitest";
import { type Agent, agentOf, newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { brokenPicture, movie, picture } from "../../../../test/support/files.ts";
import { newKey, newOrganization } from "../../../../test/support/operator.ts";
import { stored } from "../../../../test/support/stored.ts";
import { dayMs } from "../../../platform/clock.ts";
import { purgeTrash } from "../assets/trash/purge.ts";

const { app, services, clock } = await testApp({ workers: true });
const png = await picture();
const processed = async (agent: Agent, id: string) =>
  vi.waitFor(async () => {
    const { data } = await agent.get(`${agent.library}/assets/${id}`);
    expect(data.status).not.toBe("processing");
    return data;
  }, 10_000);
const upload = async (agent: Agent, bytes = png, parentId?: string) => {
  const { data } = await agent.upload({ "a.png": bytes }, parentId === undefined ? {} : { parentId });
  return processed(agent, data.assets[0].id);
};
const statusOf = async (link: string) => (await app.inject(new URL(link).pathname)).statusCode;

test("links to an asset in the trash, its sizes and its views stop working at once", async () => {
  const agent = await newAgent(app);
  const asset = await upload(agent);
  const view = await upload(agent, png, asset.id);
  const links = [
    asset.url,
    asset.thumbUrl,
    asset.thumbHighUrl,
    asset.thumbUrlBlurred,
    view.url,
    view.thumbUrl,
  ];
  for (const link of links) expect(await statusOf(link)).toBe(200);
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [asset.id] });
  for (const link of links) expect(await statusOf(link)).toBe(404);
});

test("purging deletes an asset's files and those of its views from the disk", async () => {
  const agent = await newAgent(app);
  const before = await stored(services);
  const asset = await upload(agent);
  await upload(agent, png, asset.id);
  expect((await stored(services)).blobs).toHaveLength(before.blobs.length + 2);
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [asset.id] });
  clock.advance(31 * dayMs);
  await purgeTrash(services);
  expect(await statusOf(asset.url)).toBe(404);
  await vi.waitFor(async () =>
    expect((await stored(services)).blobs).not.toHaveLength(before.blobs.length + 2),
  );
  await vi.waitFor(async () => {
    const { rows, blobs } = await stored(services);
    expect(blobs).toEqual(rows);
  });
});

test("links of an unclaimed organization stop working in the second when it expires", async () => {
  const agent = await newAgent(app);
  const asset = await upload(agent);
  clock.advance(30 * dayMs - 60_000);
  expect(await statusOf(asset.url)).toBe(200);
  clock.advance(60_000);
  for (const link of [asset.url, asset.thumbUrl]) expect(await statusOf(link)).toBe(404);
});

test("a link survives a transfer and a rename, because only its id counts", async () => {
  const organizationId = await newOrganization(services, ["source", "target"]);
  const { apiKey } = await newKey(services, organizationId, { source: "write", target: "write" });
  const agent = agentOf(app, { organizationId, libraryId: "source", apiKey });
  const asset = await upload(agent);
  await agent.request("PATCH", agent.library, { name: "Another name" });
  const moved = await agent.request("POST", `${agent.library}/assets/transfer`, {
    targetLibraryId: "target",
    assetIds: [asset.id],
  });
  expect(moved.status).toBe(200);
  for (const link of [asset.url, asset.thumbUrl]) expect(await statusOf(link)).toBe(200);
  const { data } = await agent.get(`/organizations/${organizationId}/libraries/target/assets/${asset.id}`);
  expect(data.url).toBe(asset.url.replace("/source/", "/target/"));
  for (const link of [data.url, data.thumbUrl]) expect(await statusOf(link)).toBe(200);
  expect(await statusOf(`http://localhost/cdn/any/thing/${asset.id}`)).toBe(200);
});

test("sizes, versions and ids that do not exist are 404", async () => {
  const asset = await upload(await newAgent(app));
  const path = new URL(asset.url).pathname;
  const version = asset.thumbUrl.split("/").at(-2);
  for (const wrong of [
    `${path}/${version}/401.webp`,
    `${path}/${version}/400.png`,
    `${path}/${version}/400`,
    `${path}/${version}/__proto__.webp`,
    `${path}/${version}/original.webp`,
    `${path}/${version}/..%2foriginal`,
    `${path}/${version}`,
    `${path.slice(0, -1)}`,
    `${path}x`,
    `${path.replace(asset.id, "..%2f..%2fetc")}`,
    `${path.replace(asset.id, asset.id.toLowerCase() === asset.id ? asset.id.toUpperCase() : asset.id.toLowerCase())}`,
    "/cdn/a/b/",
    "/cdn/",
  ]) {
    expect([wrong, (await app.inject(wrong)).statusCode]).toEqual([wrong, 404]);
  }
});

test("a picture that failed has its original and no sizes", async () => {
  const agent = await newAgent(app);
  const asset = await upload(agent, brokenPicture);
  expect(asset).toMatchObject({ status: "failed", thumbUrl: null, sizes: null });
  const { version } = await services.database.one<{ version: string }>({
    name: "",
    text: "select version from assets where id = $1",
    values: [asset.id],
  });
  expect(await statusOf(asset.url)).toBe(200);
  expect(await statusOf(`${asset.url}/${version}/400.webp`)).toBe(404);
});

test("a video has no sizes", async () => {
  const agent = await newAgent(app);
  const asset = await upload(agent, movie());
  expect(await statusOf(asset.url)).toBe(200);
  expect(await statusOf(`${asset.url}/0123456789ab1/400.webp`)).toBe(404);
});
