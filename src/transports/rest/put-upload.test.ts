import sharp from "sharp";
import { expect, test } from "vitest";
import { agentOf, newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { newKey, newOrganization, operate } from "../../../test/support/operator.ts";
import { deleteKey } from "../../features/identity/keys/operations.ts";

const { app, services, clock } = await testApp();
const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } })
  .png()
  .toBuffer();

async function addressOf(
  agent: Awaited<ReturnType<typeof newAgent>>,
  body: object = { filename: "beach.png" },
): Promise<string> {
  const { status, data } = await agent.request("POST", `${agent.library}/uploads`, body);
  expect(status).toBe(201);
  expect(data).toMatchObject({ method: "PUT", uploadUrl: expect.stringMatching(/\/uploads\/[\w-]{43}$/) });
  return new URL(data.uploadUrl).pathname;
}
const put = async (url: string, payload: Buffer) => {
  const response = await app.inject({ method: "PUT", url, payload });
  return { status: response.statusCode, ...response.json() };
};

test("a PUT to the address creates an asset, without a key or any header", async () => {
  const agent = await newAgent(app);
  const answer = await put(await addressOf(agent), picture);
  expect(answer).toMatchObject({
    status: 200,
    data: { assets: [{ name: "beach", contentType: "image/png" }] },
  });
  const { data } = await agent.get(`${agent.library}/assets/${answer.data.assets[0].id}`);
  expect(data.filename).toBe("beach.png");
});

test("an upload URL works once, even with two concurrent uploads", async () => {
  const agent = await newAgent(app);
  const url = await addressOf(agent);
  const statuses = (await Promise.all([put(url, picture), put(url, picture)]))
    .map(({ status }) => status)
    .sort();
  expect(statuses[0]).toBe(200);
  expect([404, 409]).toContain(statuses[1]);
  expect((await put(url, picture)).status).toBe(404);
  expect((await agent.get(`${agent.library}/assets`)).data).toHaveLength(1);
});

test("the address stays valid after a refused file", async () => {
  const agent = await newAgent(app);
  const url = await addressOf(agent);
  expect(await put(url, Buffer.from("just text"))).toMatchObject({
    status: 400,
    error: { code: "BAD_USER_INPUT" },
  });
  expect((await put(url, picture)).status).toBe(200);
});

test("an address expires after 15 minutes, and with its key", async () => {
  const agent = await newAgent(app);
  const url = await addressOf(agent);
  clock.advance(15 * 60_000);
  expect(await put(url, picture)).toMatchObject({ status: 404, error: { code: "RESOURCE_NOT_FOUND" } });

  const organizationId = await newOrganization(services, ["lib"]);
  const { apiKey, id: keyId } = await newKey(services, organizationId, { lib: "write" });
  const other = await addressOf(agentOf(app, { organizationId, libraryId: "lib", apiKey }));
  await operate(services, deleteKey, { organizationId, keyId });
  expect((await put(other, picture)).status).toBe(404);
});

test("with a parent, the file becomes a view", async () => {
  const agent = await newAgent(app);
  const { data } = await agent.upload({ "original.png": picture });
  const parentId = data.assets[0].id;
  expect((await put(await addressOf(agent, { filename: "crop.png", parentId }), picture)).status).toBe(200);
  expect((await agent.get(`${agent.library}/assets/${parentId}`)).data.views).toMatchObject([
    { name: "crop" },
  ]);
  const missing = await agent.request("POST", `${agent.library}/uploads`, {
    filename: "x.png",
    parentId: "AAAAAAAAAAA",
  });
  expect(missing.error.code).toBe("RESOURCE_NOT_FOUND");
});

test("a read-only key gets no address", async () => {
  const organizationId = await newOrganization(services, ["lib"]);
  const { apiKey } = await newKey(services, organizationId, { lib: "read" });
  const agent = agentOf(app, { organizationId, libraryId: "lib", apiKey });
  const answer = await agent.request("POST", `${agent.library}/uploads`, { filename: "a.png" });
  expect(answer.error.code).toBe("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY");
});
