import { expect, test, vi } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { picture } from "../../../../test/support/files.ts";
import { webhookReceiver } from "../../../../test/support/processes/webhook-receiver.ts";

const cdn = await webhookReceiver();
const { app } = await testApp({
  workers: true,
  config: { fetchAllowedHosts: [cdn.host], cdnPurgeUrl: cdn.url },
});

test("the CDN is told every link of an asset that goes to the trash, and of its views", async () => {
  const agent = await newAgent(app);
  const png = await picture();
  const [asset] = (await agent.upload({ "a.png": png })).data.assets;
  const [view] = (await agent.upload({ "view.png": png }, { parentId: asset.id })).data.assets;
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [asset.id] });
  const told = () => cdn.received.flatMap(({ body }) => JSON.parse(body).urls as string[]);
  await vi.waitFor(() => expect(told()).toEqual(expect.arrayContaining([asset.url, view.url])), 20_000);
  expect(told()).toContain(`${asset.url}?download`);
  for (const { url } of [asset, view])
    expect(told().filter((one) => one.startsWith(`${url}/`) && one.endsWith("/400.webp"))).toHaveLength(1);
});
