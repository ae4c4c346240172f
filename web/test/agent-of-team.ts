import { expect, vi } from "vitest";
import type { Agent } from "../../test/support/agent.ts";

export { agentOfTeam } from "../../test/support/team.ts";

/** Uploads files one after the other, so that the last is the newest. Returns their ids by name when all are ready. */
export async function bring(agent: Agent, files: Record<string, Buffer>): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(files)) {
    const { data, text } = await agent.upload({ [name]: bytes });
    if (!data) throw new Error(text);
    ids[name.replace(/\.\w+$/, "")] = data.assets[0].id;
  }
  await Promise.all(
    Object.values(ids).map((id) =>
      vi.waitFor(
        async () => {
          const { data } = await agent.get(`${agent.library}/assets/${id}`);
          expect(data.asset?.status ?? data.status).toBe("ready");
        },
        { timeout: 30_000, interval: 100 },
      ),
    ),
  );
  return ids;
}
