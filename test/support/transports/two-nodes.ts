import sql from "sql-template-tag";
import { expect, vi } from "vitest";
import { type Agent, agentOf } from "../agent.ts";
import { testApp } from "../app.ts";
import { secondNode } from "../processes/second-node.ts";
import { newTeam, type Team } from "../team.ts";
import type { EventStream } from "./event-stream.ts";

export type AgentTeam = Team & { agent: Agent; upload(files: Record<string, Buffer>): Promise<string[]> };

/** Two instances on one database: pages are open on one, and agents call the other. */
export async function twoNodes({ workers = true } = {}) {
  const tested = await testApp({ workers });
  const { app, services, database } = tested;
  const origin = await app.listen({ port: 0 });
  const other = await secondNode(tested);

  // Notifications arrive in order, so this one comes after those of creating the team.
  const allNotified = () =>
    new Promise<void>((resolve, reject) => {
      const listening = database.listen("last", { onMessage: () => resolve() });
      listening
        .then(() => database.execute(sql`insert into notices (channel, payload) values ('last', '')`))
        .catch(reject);
    });

  /** A team with an agent that calls the other instance. */
  async function newAgentTeam(): Promise<AgentTeam> {
    const team = await newTeam(app, services);
    const { organizationId, owner } = team;
    await owner.call("createLibrary", { organizationId, name: "Other" });
    const libraries = { pictures: "write", other: "write" };
    const { apiKey } = (await owner.call("createKey", { organizationId, name: "Agent", libraries })).data;
    const agent = agentOf(other.app, { organizationId, libraryId: "pictures", apiKey });
    await allNotified();
    const upload = async (files: Record<string, Buffer>) =>
      (await agent.upload(files)).data.assets.map(({ id }: { id: string }) => id);
    return { ...team, agent, upload };
  }
  return { ...tested, origin, other: other.app, newAgentTeam };
}

/** Waits for exactly these events next, in any order. */
export async function expectNext(
  stream: EventStream,
  expected: readonly (readonly [string, unknown])[],
): Promise<void> {
  await vi.waitFor(() => expect(stream.events.length).toBeGreaterThanOrEqual(expected.length), 10_000);
  const sorted = (events: readonly unknown[]) => events.map((one) => JSON.stringify(one)).toSorted();
  expect(sorted(stream.events)).toEqual(sorted(expected));
}
