import { expect, test } from "vitest";
import { type Agent, agentOf, newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { picture } from "../../../../../test/support/files.ts";
import { newKey, newOrganization } from "../../../../../test/support/operator.ts";
import { stored } from "../../../../../test/support/stored.ts";

const { app, services } = await testApp();
const png = await picture();

const upload = async (agent: Agent, name: string, parentId?: string): Promise<string> =>
  (await agent.upload({ [name]: png }, parentId === undefined ? {} : { parentId })).data.assets[0].id;
const libraryOf = async (agent: Agent) =>
  (await agent.get(`/organizations/${agent.organizationId}/libraries`)).data[0];

test("a view is listed under its parent, not in lists, counts and tags", async () => {
  const agent = await newAgent(app);
  const parent = await upload(agent, "house.png");
  const { data } = await agent.upload({ "plan.png": png }, { parentId: parent });
  const [view] = data.assets;
  expect(view).toMatchObject({ type: "view", parentId: parent, name: "plan" });
  await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: [view.id], tags: ["hidden"] });

  const listed = (await agent.get(`${agent.library}/assets`)).data;
  expect(listed.map(({ id }: { id: string }) => id)).toEqual([parent]);
  expect(listed[0].views).toMatchObject([
    {
      id: view.id,
      parentId: parent,
      name: "plan",
      type: "view",
      url: view.url,
      metadata: { basedOnId: parent },
    },
  ]);
  expect(await libraryOf(agent)).toMatchObject({ assetsCount: 1, photosCount: 1, trashCount: 0, tags: [] });
  expect((await agent.get(`${agent.library}/tags`)).data).toEqual([]);
  expect((await agent.get(`${agent.library}/assets?tags=hidden`)).data).toEqual([]);
  expect((await agent.get(`${agent.library}/assets/${view.id}`)).data).toMatchObject({
    type: "view",
    parentId: parent,
  });
});

test("a deleted view disappears from its parent, and does not count as trash", async () => {
  const agent = await newAgent(app);
  const parent = await upload(agent, "house.png");
  const view = await upload(agent, "plan.png", parent);
  const { data } = await agent.request("DELETE", `${agent.library}/assets`, { ids: [view] });
  expect(data.ids).toEqual([view]);
  expect((await agent.get(`${agent.library}/assets/${parent}`)).data.views).toEqual([]);
  expect(await libraryOf(agent)).toMatchObject({ assetsCount: 1, trashCount: 0 });
});

test("the parentId may come before or after the file, and an empty one is ignored", async () => {
  const agent = await newAgent(app);
  const parent = await upload(agent, "house.png");
  const part = (head: string, body: Buffer | string) =>
    Buffer.concat([
      Buffer.from(`--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(body),
      Buffer.from("\r\n"),
    ]);
  const file = part('name="files"; filename="plan.png"', png);
  const send = async (...parts: Buffer[]) =>
    (
      await agent.request(
        "POST",
        `${agent.library}/assets`,
        Buffer.concat([...parts, Buffer.from("--b--\r\n")]),
        {
          "content-type": "multipart/form-data; boundary=b",
        },
      )
    ).data.assets[0].parentId;
  expect(await send(part('name="parentId"', parent), file)).toBe(parent);
  expect(await send(file, part('name="parentId"', parent))).toBe(parent);
  expect(await send(file, part('name="parentId"', ""))).toBeNull();
});

test("an invalid parent is refused, and nothing is stored", async () => {
  const organizationId = await newOrganization(services, ["here", "there"]);
  const { apiKey } = await newKey(services, organizationId, { here: "write", there: "write" });
  const here = agentOf(app, { organizationId, libraryId: "here", apiKey });
  const there = agentOf(app, { organizationId, libraryId: "there", apiKey });
  const stranger = await upload(await newAgent(app), "stranger.png");
  const elsewhere = await upload(there, "elsewhere.png");
  const parent = await upload(here, "parent.png");
  const view = await upload(here, "view.png", parent);
  const trashed = await upload(here, "trashed.png");
  await here.request("DELETE", `${here.library}/assets`, { ids: [trashed] });

  const before = await stored(services);
  const attempt = async (parentId: string, files: Record<string, Buffer> = { "a.png": png }) => {
    const { status, error } = await here.upload(files, { parentId });
    return [status, error.code];
  };
  for (const missing of ["AAAAAAAAAAA", stranger, elsewhere, trashed]) {
    expect(await attempt(missing)).toEqual([404, "RESOURCE_NOT_FOUND"]);
  }
  for (const unfit of [view, "x".repeat(65)]) expect(await attempt(unfit)).toEqual([400, "BAD_USER_INPUT"]);
  expect(await attempt(parent, { "a.png": png, "b.png": png })).toEqual([400, "BAD_USER_INPUT"]);
  expect(await stored(services)).toEqual(before);
});
