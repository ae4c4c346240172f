import { expect, test } from "vitest";
import { agentOf, newAgent, send } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { pdf, picture } from "../../../../test/support/files.ts";
import { newKey, newOrganization, operate } from "../../../../test/support/operator.ts";
import { newTeam } from "../../../../test/support/team.ts";
import { postMcp, toolCall } from "../../../../test/support/transports/mcp.ts";
import { limitOrganization } from "../organizations/operations/limit.ts";

const MB = 1024 * 1024;
const { app, services, clock } = await testApp();
const png = await picture();

const usageOf = (apiKey: string | undefined, organizationId: string) =>
  send(app, apiKey, "GET", `/organizations/${organizationId}/usage`);

test("usage counts libraries, assets and bytes; views and trash count only as bytes", async () => {
  const organizationId = await newOrganization(services, ["pictures"]);
  const { apiKey } = await newKey(services, organizationId, { pictures: "write" });
  const agent = agentOf(app, { organizationId, libraryId: "pictures", apiKey });
  const upload = async (name: string, bytes: Buffer, options?: { parentId: string }) =>
    (await agent.upload({ [name]: bytes }, options)).data.assets[0].id;
  const parentId = await upload("a.png", png);
  await upload("view.png", png, { parentId });
  const trashed = await upload("b.pdf", pdf);
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [trashed] });
  const held = {
    organizationId,
    plan: "free",
    claimed: true,
    expiresAt: null,
    libraries: 1,
    librariesMax: null,
    assets: 1,
    storage: { bytes: 2 * png.length + pdf.length, bytesMax: null },
  };
  expect((await usageOf(apiKey, organizationId)).data).toEqual(held);
  await operate(services, limitOrganization, { organizationId, librariesMax: 3, storageMbMax: 5 });
  expect((await usageOf(apiKey, organizationId)).data).toEqual({
    ...held,
    librariesMax: 3,
    storage: { ...held.storage, bytesMax: 5 * MB },
  });
});

test("a key's usage does not count libraries without a grant", async () => {
  const organizationId = await newOrganization(services, ["pictures", "secret"]);
  const secret = await newKey(services, organizationId, { secret: "write" });
  const keeper = agentOf(app, { organizationId, libraryId: "secret", apiKey: secret.apiKey });
  await keeper.upload({ "a.png": png });
  const { apiKey } = await newKey(services, organizationId, { pictures: "read" });
  expect((await usageOf(apiKey, organizationId)).data).toMatchObject({
    libraries: 1,
    assets: 0,
    storage: { bytes: png.length },
  });
  const none = await newKey(services, organizationId, {});
  expect((await usageOf(none.apiKey, organizationId)).data).toMatchObject({ libraries: 0, assets: 0 });
});

test("an unclaimed organization shows its expiry and limits", async () => {
  const before = clock.now().getTime();
  const { organizationId, apiKey } = await newAgent(app);
  const { claimDays, unclaimedStorageBytesMax } = services.config;
  const { expiresAt, ...held } = (await usageOf(apiKey, organizationId)).data;
  const startedAt = Date.parse(expiresAt) - claimDays * 86_400_000;
  expect(startedAt).toBeGreaterThanOrEqual(before);
  expect(startedAt).toBeLessThanOrEqual(clock.now().getTime());
  expect(held).toEqual({
    organizationId,
    plan: null,
    claimed: false,
    libraries: 1,
    librariesMax: 1,
    assets: 0,
    storage: { bytes: 0, bytesMax: unclaimedStorageBytesMax },
  });
});

test("members and the MCP tool get the same answer as REST", async () => {
  const { organizationId, owner, viewer } = await newTeam(app, services);
  const { apiKey } = (
    await owner.call("createKey", { organizationId, name: "Agent", libraries: { pictures: "read" } })
  ).data;
  const { data } = await usageOf(apiKey, organizationId);
  expect(data).toMatchObject({ organizationId, libraries: 1 });
  expect((await viewer.call("getOrganizationUsage", { organizationId })).data).toEqual(data);
  const { body } = await postMcp(app, toolCall("get_usage", { organizationId }), { apiKey });
  expect(body.result.structuredContent).toEqual(data);
});

test("bad input, no key and another organization's key are refused", async () => {
  const [organizationId, others] = [await newOrganization(services, []), await newOrganization(services, [])];
  const { apiKey } = await newKey(services, organizationId, {});
  expect(await usageOf(undefined, organizationId)).toMatchObject({
    status: 401,
    error: { code: "UNAUTHENTICATED" },
  });
  expect(await usageOf(apiKey, others)).toMatchObject({ status: 401, error: { code: "INVALID_API_KEY" } });
  expect(await usageOf(apiKey, "nowhere")).toMatchObject({
    status: 404,
    error: { code: "ORGANIZATION_NOT_FOUND" },
  });
  const { owner, organizationId: own } = await newTeam(app, services);
  const bad = await owner.call("getOrganizationUsage", { organizationId: own, days: 30 });
  expect(bad).toMatchObject({ status: 400, error: { code: "BAD_USER_INPUT" } });
  expect((await owner.call("getOrganizationUsage", { organizationId })).error.code).toBe(
    "ORGANIZATION_NOT_FOUND",
  );
});
