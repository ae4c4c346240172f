import { newAgent } from "../support/agent.ts";
import type { TestApp } from "../support/app.ts";
import { picture } from "../support/files.ts";
import { newTeam } from "../support/team.ts";
import { newTenant } from "../support/tenant.ts";

/** The secret of the servers whose data is in `versions`. */
export const releaseSecret = "the secret of the servers in test/upgrades";

/** What opens the data of a version. */
export interface Keys {
  library: string;
  organizationId: string;
  apiKey: string;
  tenantKey: string;
  userId: string;
}

/** Some of everything: assets with tags, a view and the trash; people; memory with facts, one of them forgotten, and a webhook. */
export async function furnish({ app, services }: TestApp): Promise<Keys> {
  const agent = await newAgent(app);
  const files = {
    "beach.png": await picture("teal"),
    "lake.png": await picture("navy"),
    "old.png": await picture("gold"),
  };
  const [beach, lake, old] = (await agent.upload(files)).data.assets.map(({ id }: { id: string }) => id);
  await agent.upload({ "beach from above.png": await picture("olive") }, { parentId: beach });
  await agent.request("POST", `${agent.library}/assets/tag`, {
    assetIds: [beach, lake],
    tags: ["Sea", "Été"],
  });
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [old] });
  await newTeam(app, services);
  const tenant = await newTenant(app, {
    webhook_url: "https://example.com/hook",
    webhook_events: ["fact.created"],
  });
  const { userId, conversationId } = await tenant.newUser();
  await tenant.call("PATCH", `/users/${userId}`, { external_ref: "ada", display_name: "Ada" });
  for (const said of ["My bicycle is called Rosinante.", "I live in Lisbon.", "I like almonds."])
    await tenant.ingest(userId, conversationId, said);
  await tenant.call("POST", "/memory/flush", { user_id: userId });
  const { facts } = (await tenant.call("GET", `/memory/facts?user_id=${userId}`)).body;
  const almonds = facts.find(({ value }: { value: string }) => value.includes("almonds"));
  await tenant.call("DELETE", `/memory/facts/${almonds.fact_id}`);
  await tenant.ingest(userId, conversationId, "I bought a bell for Rosinante.");
  const { library, organizationId, apiKey } = agent;
  return { library, organizationId, apiKey, tenantKey: tenant.apiKey, userId };
}
