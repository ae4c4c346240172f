import { expect, test, vi } from "vitest";
import { agentOf } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { newBrowser, signedIn } from "../../../../../test/support/browser.ts";
import { picture } from "../../../../../test/support/files.ts";
import { secrets, withPrivateMetadata } from "../../../../../test/support/media/pictures.ts";
import { newTeam } from "../../../../../test/support/team.ts";

const { app, services } = await testApp({ workers: true });
const { organizationId, owner, viewer } = await newTeam(app, services);
const library = { organizationId, libraryId: "pictures" };
const { apiKey } = (
  await owner.call("createKey", { ...{ organizationId, name: "test" }, libraries: { pictures: "write" } })
).data;

async function uploaded(bytes: Buffer): Promise<string> {
  const agent = agentOf(app, { ...library, apiKey });
  const { id } = (await agent.upload({ "a.jpg": bytes })).data.assets[0];
  await vi.waitFor(async () => {
    expect((await viewer.call("getAsset", { ...library, assetId: id })).data.status).toBe("ready");
  }, 10_000);
  return id;
}
const assetId = await uploaded(await withPrivateMetadata().jpeg().toBuffer());

test("viewers see a picture's camera data, but not its location or owner", async () => {
  const { data, text } = await viewer.call("getCameraData", { ...library, assetId });
  expect(data).toEqual({
    camera: { make: "Rook", model: "Nest 1" },
    takenAt: "2024-05-06T07:08:09",
    fNumber: 2.8,
  });
  for (const secret of secrets) expect(text).not.toContain(secret);
});

test("an asset has the date that it was taken, by its camera's clock", async () => {
  const { data } = await viewer.call("getAsset", { ...library, assetId });
  expect(data.takenAt).toBe("2024-05-06T07:08:09");
});

test("a picture without camera data has none", async () => {
  const plain = await uploaded(await picture());
  expect((await viewer.call("getCameraData", { ...library, assetId: plain })).data).toEqual({});
  expect((await viewer.call("getAsset", { ...library, assetId: plain })).data.takenAt).toBeNull();
});

test("an unknown asset, one of another library and one in the trash are not found", async () => {
  await owner.call("createLibrary", { organizationId, name: "Papers" });
  const codeOf = async (asked: object) =>
    (await viewer.call("getCameraData", { ...library, assetId, ...asked })).error?.code;
  expect(await codeOf({ assetId: "AAAAAAAAAAA" })).toBe("RESOURCE_NOT_FOUND");
  expect(await codeOf({ libraryId: "papers" })).toBe("RESOURCE_NOT_FOUND");
  const trashed = await uploaded(await picture("red"));
  await owner.call("deleteAssets", { ...library, ids: [trashed] });
  expect(await codeOf({ assetId: trashed })).toBe("RESOURCE_NOT_FOUND");
});

test("camera data is hidden from strangers and without a session", async () => {
  const asked = { ...library, assetId };
  expect((await newBrowser(app, services).call("getCameraData", asked)).error.code).toBe("UNAUTHENTICATED");
  const stranger = await signedIn(app, services, "stranger@example.com");
  expect((await stranger.call("getCameraData", asked)).error.code).toBe("ORGANIZATION_NOT_FOUND");
});
