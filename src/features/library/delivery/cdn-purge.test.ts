import { expect, test, vi } from "vitest";
import { agentOf, newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { picture } from "../../../../test/support/files.ts";
import { webhookReceiver } from "../../../../test/support/processes/webhook-receiver.ts";
import { newTeam } from "../../../../test/support/team.ts";

const cdn = await webhookReceiver();
const { app, services } = await testApp({
  workers: true,
  config: { fetchAllowedHosts: [cdn.host], cdnPurgeUrl: cdn.url },
});

const told = () => cdn.received.flatMap(({ body }) => JSON.parse(body).urls as string[]);

test("the CDN is told every link of an asset that goes to the trash, and of its views", async () => {
  const agent = await newAgent(app);
  const png = await picture();
  const [asset] = (await agent.upload({ "a.png": png })).data.assets;
  const [view] = (await agent.upload({ "view.png": png }, { parentId: asset.id })).data.assets;
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [asset.id] });
  await vi.waitFor(() => expect(told()).toEqual(expect.arrayContaining([asset.url, view.url])), 20_000);
  expect(told()).toContain(`${asset.url}?download`);
  for (const { url } of [asset, view])
    expect(told().filter((one) => one.startsWith(`${url}/`) && one.endsWith("/400.webp"))).toHaveLength(1);
});

test("the CDN is told the links with the organization's former slugs too", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const libraries = { pictures: "write" };
  const { apiKey } = (await owner.call("createKey", { organizationId, name: "test", libraries })).data;
  const agent = agentOf(app, { organizationId, libraryId: "pictures", apiKey });
  const [{ id, url }] = (await agent.upload({ "a.png": await picture() })).data.assets;
  const slug = `${organizationId}-new`;
  expect((await owner.call("changeOrganizationSlug", { organizationId, slug })).error).toBeUndefined();
  await owner.call("deleteAssets", { organizationId: slug, libraryId: "pictures", ids: [id] });
  const links = [url, url.replace(organizationId, slug)];
  await vi.waitFor(() => expect(told()).toEqual(expect.arrayContaining(links)), 20_000);
});
