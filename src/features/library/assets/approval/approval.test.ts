import { expect, test } from "vitest";
import { agentOf, multipart } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { mailsTo } from "../../../../../test/support/browser.ts";
import { connected, registeredApp } from "../../../../../test/support/connected-app.ts";
import { picture } from "../../../../../test/support/files.ts";
import { newKey } from "../../../../../test/support/operator.ts";
import { newTeam } from "../../../../../test/support/team.ts";
import { ask } from "../../../../../test/support/transports/graphql.ts";
import { postMcp, rpc, toolCall } from "../../../../../test/support/transports/mcp.ts";

const july = { "api-version": "2026-07-08" };
const { app, services } = await testApp();
const team = await newTeam(app, services);
const { organizationId, owner, editor, viewer, emails } = team;
const library = { organizationId, libraryId: "pictures" };
const { apiKey } = await newKey(services, organizationId, { pictures: "write" });
const key = agentOf(app, { ...library, apiKey });
const png = await picture();
const upload = async (name: string) => (await key.upload({ [name]: png })).data.assets[0].id as string;
const assetId = await upload("beach.png");
const path = `${key.library}/assets/${assetId}/approval`;
const app1 = await registeredApp(app, "Studio");
const { access_token: token } = await connected(app, editor, app1, { organizationId, allLibraries: "write" });
const person = agentOf(app, { ...library, apiKey: token });
const approvalOf = async (id = assetId) =>
  (await key.request("GET", `${key.library}/assets/${id}`, undefined, july)).data.approval;

test("a person decides through a connected app, and each decision replaces the one before", async () => {
  const first = await person.request("PATCH", path, { state: "needs_changes", note: "Brighter, please." });
  expect(first.status).toBe(200);
  expect(first.data).toEqual({
    assetId,
    approval: {
      state: "needs_changes",
      note: "Brighter, please.",
      by: { name: "editor" },
      at: expect.any(Number),
    },
  });
  expect(await approvalOf()).toEqual(first.data.approval);
  await person.request("PATCH", path, { state: "approved" });
  expect(await approvalOf()).toMatchObject({ state: "approved", note: null });
});

test("null and `none` remove a decision", async () => {
  for (const state of [null, "none"]) {
    await person.request("PATCH", path, { state: "approved" });
    expect((await person.request("PATCH", path, { state })).data).toEqual({ assetId, approval: null });
    expect(await approvalOf()).toBeNull();
  }
});

test("API keys are refused over every transport, before their input is read", async () => {
  const refused = await key.request("PATCH", path, { state: "perfect" });
  expect([refused.status, refused.error.code]).toEqual([403, "APPROVAL_REQUIRES_USER"]);
  const mutation = `mutation ($o: ID!, $a: ID!) {
    setAssetApproval(organizationId: $o, libraryId: "pictures", assetId: $a, state: "approved") { assetId }
  }`;
  const { errors } = await ask(app, apiKey, mutation, { o: organizationId, a: assetId });
  expect(errors?.[0]?.extensions).toMatchObject({ code: "APPROVAL_REQUIRES_USER", http: { status: 403 } });
  const tool = toolCall("set_asset_approval", { ...library, assetId, state: "approved" });
  const { result } = (await postMcp(app, tool, { apiKey })).body;
  expect(JSON.parse(result.content[0].text).error.code).toBe("APPROVAL_REQUIRES_USER");
});

test("the tool is offered to connected apps, not to keys", async () => {
  const named = async (apiKey: string) =>
    (await postMcp(app, rpc("tools/list"), { apiKey })).body.result.tools.map(
      ({ name }: { name: string }) => name,
    );
  expect(await named(token)).toContain("set_asset_approval");
  expect(await named(apiKey)).not.toContain("set_asset_approval");
});

test("owners and editors decide in the app, viewers do not", async () => {
  for (const browser of [owner, editor]) {
    const { status } = await browser.call("setAssetApproval", { ...library, assetId, state: "in_review" });
    expect(status).toBe(200);
  }
  expect(await approvalOf()).toMatchObject({ state: "in_review", by: { name: "editor" } });
  const refused = await viewer.call("setAssetApproval", { ...library, assetId, state: "approved" });
  expect([refused.status, refused.error.code]).toEqual([403, "FORBIDDEN"]);
});

test("approved and needs_changes are mailed to the person who uploaded, in review is not", async () => {
  const { body, contentType } = multipart({ "theirs.png": png });
  const uploading = `/api/app/uploadAssets?organizationId=${organizationId}&libraryId=pictures`;
  const { data } = await editor.post(uploading, body, { "content-type": contentType });
  const { id } = data.assets[0];
  const mails = async () =>
    (await mailsTo(services, emails.editor)).filter((mail) => mail.includes("theirs"));
  await owner.call("setAssetApproval", { ...library, assetId: id, state: "in_review" });
  expect(await mails()).toEqual([]);
  await owner.call("setAssetApproval", { ...library, assetId: id, state: "needs_changes", note: "Crop it." });
  await owner.call("setAssetApproval", { ...library, assetId: id, state: "approved" });
  const [changes, approved] = await mails();
  expect(changes).toContain("owner asks for changes to “theirs”");
  expect(changes).toContain("> Crop it.");
  expect(changes).toContain(`/app/${organizationId}/pictures/${id}`);
  expect(approved).toContain("owner approved “theirs”");
});

test("a person who is no member any more is not mailed", async () => {
  const other = await newTeam(app, services);
  const there = { organizationId: other.organizationId, libraryId: "pictures" };
  const { body, contentType } = multipart({ "theirs.png": png });
  const uploading = `/api/app/uploadAssets?${new URLSearchParams(there)}`;
  const { data } = await other.editor.post(uploading, body, { "content-type": contentType });
  const { organizationId } = there;
  await other.owner.call("removeMember", { organizationId, accountId: other.accountIds.editor });
  await other.owner.call("setAssetApproval", { ...there, assetId: data.assets[0].id, state: "approved" });
  expect((await mailsTo(services, other.emails.editor)).filter((mail) => mail.includes("approved"))).toEqual(
    [],
  );
});

test("what a key uploaded is mailed to nobody", async () => {
  const before = (await mailsTo(services, "")).length;
  await owner.call("setAssetApproval", {
    ...library,
    assetId: await upload("of-key.png"),
    state: "approved",
  });
  expect((await mailsTo(services, "")).length).toBe(before);
});

test("searches and the app's lists filter by decision", async () => {
  const ids = [await upload("dune-1.png"), await upload("dune-2.png"), await upload("dune-3.png")];
  await owner.call("setAssetApproval", { ...library, assetId: ids[0], state: "approved" });
  await owner.call("setAssetApproval", { ...library, assetId: ids[1], state: "needs_changes" });
  const search = `/organizations/${organizationId}/search/assets?q=dune`;
  for (const [approval, id] of [
    ["approved", ids[0]],
    ["needs_changes", ids[1]],
    ["none", ids[2]],
  ] as const) {
    const { data } = await key.request("GET", `${search}&approval=${approval}`, undefined, july);
    expect(data.hits.map((hit: { id: string }) => hit.id)).toEqual([id]);
    const browsed = await owner.call("browseAssets", { ...library, approval });
    expect(browsed.data.assets.map((one: { id: string }) => one.id)).toContain(id);
    expect(browsed.data.found).toBe(browsed.data.assets.length);
  }
  // The first version has no such parameter, and ignores what it does not know.
  expect((await key.get(`${search}&approval=approved`)).data.found).toBe(3);
});

test("a note of more than 500 characters is bad input", async () => {
  const { error } = await person.request("PATCH", path, { state: "approved", note: "x".repeat(501) });
  expect(error.code).toBe("BAD_USER_INPUT");
});
