import { expect, test } from "vitest";
import { agentOf, multipart } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { picture } from "../../../../../test/support/files.ts";
import { newTeam } from "../../../../../test/support/team.ts";

const { app, services } = await testApp();
const png = await picture();

test("an upload shows its key's present name, and the one of the time after the key was deleted", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const { data: key } = await owner.call("createKey", {
    organizationId,
    name: "bot",
    libraries: { pictures: "write" },
  });
  const agent = agentOf(app, { organizationId, libraryId: "pictures", apiKey: key.apiKey });
  const { data } = await agent.upload({ "a.png": png });
  const [{ id }] = data.assets;
  const uploader = async () =>
    (await owner.call("getAsset", { organizationId, libraryId: "pictures", assetId: id })).data.uploadedBy;
  expect(await uploader()).toEqual({ name: "bot" });
  await owner.call("renameKey", { organizationId, keyId: key.id, name: "Holiday bot" });
  expect(await uploader()).toEqual({ name: "Holiday bot" });
  await owner.call("deleteKey", { organizationId, keyId: key.id });
  expect(await uploader()).toEqual({ name: "bot" });
});

test("uploads, share links and invitations of a person show their present name", async () => {
  const { organizationId, owner, viewer, editor } = await newTeam(app, services);
  const library = { organizationId, libraryId: "pictures" };
  const { body, contentType } = multipart({ "a.png": png });
  const path = `/api/app/uploadAssets?organizationId=${organizationId}&libraryId=pictures`;
  const { data: uploaded } = await editor.post(path, body, { "content-type": contentType });
  await editor.call("createShareLink", { ...library });
  await owner.call("inviteMember", { organizationId, email: "guest@example.com", role: "viewer" });
  await editor.call("renameAccount", { name: "Edith" });
  await owner.call("renameAccount", { name: "Oda" });
  const asset = await viewer.call("getAsset", { ...library, assetId: uploaded.assets[0].id });
  expect(asset.data.uploadedBy).toEqual({ name: "Edith" });
  expect((await editor.call("listShareLinks", { ...library })).data).toMatchObject([{ createdBy: "Edith" }]);
  expect((await owner.call("listInvitations", { organizationId })).data).toMatchObject([
    { invitedBy: "Oda" },
  ]);
});
