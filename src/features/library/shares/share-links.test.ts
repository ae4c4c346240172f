import { expect, test } from "vitest";
import { type Agent, agentOf } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { picture } from "../../../../test/support/files.ts";
import { newKey, newOrganization } from "../../../../test/support/operator.ts";

const { app, services } = await testApp();

async function newKeeper(): Promise<Agent> {
  const organizationId = await newOrganization(services, ["pictures", "other"]);
  const { apiKey } = await newKey(services, organizationId, { pictures: "write", other: "write" });
  return agentOf(app, { organizationId, libraryId: "pictures", apiKey });
}

test("only keys that may write can share or revoke, and only in their library", async () => {
  const agent = await newKeeper();
  const { id } = (await agent.upload({ "a.png": await picture() })).data.assets[0];
  const { id: shareId } = (await agent.request("POST", `${agent.library}/shares`, {})).data;
  const { apiKey } = await newKey(services, agent.organizationId, { pictures: "read", other: "write" });
  const reader = agentOf(app, { organizationId: agent.organizationId, libraryId: "pictures", apiKey });
  for (const answer of [
    await reader.request("POST", `${agent.library}/shares`, {}),
    await reader.request("DELETE", `${agent.library}/shares/${shareId}`, {}),
  ]) {
    expect(answer.error.code).toBe("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY");
  }
  expect((await reader.get(`${agent.library}/shares`)).data).toHaveLength(1);
  const other = `/organizations/${agent.organizationId}/libraries/other/shares`;
  expect((await agent.request("DELETE", `${other}/${shareId}`, {})).error.code).toBe("RESOURCE_NOT_FOUND");
  expect((await agent.request("POST", other, { assetIds: [id] })).error.code).toBe("RESOURCE_NOT_FOUND");
});

test.each([
  { expiresInDays: 0 },
  { expiresInDays: 366 },
  { assetIds: [] },
  { name: "  " },
  { name: "two\nlines" },
  { assetIds: ["AAAAAAAAAAA"], tag: "sea" },
  { token: "x" },
])("%j is bad input", async (body) => {
  const agent = await newKeeper();
  const { status, error } = await agent.request("POST", `${agent.library}/shares`, body);
  expect([status, error.code]).toEqual([400, "BAD_USER_INPUT"]);
});
