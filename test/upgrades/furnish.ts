import { newAgent } from "../support/agent.ts";
import type { TestApp } from "../support/app.ts";
import { forgetAlmonds, rememberingTenant } from "../support/examples/remembering-tenant.ts";
import { picture } from "../support/files.ts";
import { newTeam } from "../support/team.ts";

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
  const { tenant, userId } = await rememberingTenant(app);
  await forgetAlmonds(tenant, userId);
  const { library, organizationId, apiKey } = agent;
  return { library, organizationId, apiKey, tenantKey: tenant.apiKey, userId };
}
