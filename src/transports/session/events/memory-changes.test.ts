import { expect, test, vi } from "vitest";
import { callMemory } from "../../../../test/support/tenant.ts";
import { openEvents } from "../../../../test/support/transports/event-stream.ts";
import { expectNext, twoNodes } from "../../../../test/support/transports/two-nodes.ts";
import { enforceRetention } from "../../../features/memory/lifecycle/retention.ts";
import { Scope } from "../../../kernel/scope.ts";
import { dayMs } from "../../../platform/clock.ts";

const { app, services, clock, origin, other, newAgentTeam } = await twoNodes({ workers: false });

/** A team whose agent keeps memory by the other instance. */
async function newMemoryTeam() {
  const team = await newAgentTeam();
  const { owner, organizationId } = team;
  const key = { organizationId, name: "Memory", libraries: {}, scopes: Scope.options };
  const { apiKey } = (await owner.call("createKey", key)).data;
  const call = async (method: string, path: string, body?: object) => {
    const answer = await callMemory(other, apiKey, method, path, body);
    expect([path, answer.status]).toEqual([path, expect.toSatisfy((status) => status < 300)]);
    return answer.body;
  };
  return { ...team, call };
}

test("open pages are notified of each change of memory, whichever process made it, by ids only", async () => {
  const { call, viewer, organizationId } = await newMemoryTeam();
  const stream = await openEvents(origin, viewer, organizationId);
  const told = async <Answer>(userIds: string[] | undefined, change: Promise<Answer>): Promise<Answer> => {
    const answer = await change;
    await expectNext(stream, [["memory", userIds ? { userIds } : {}]]);
    stream.events.length = 0;
    return answer;
  };
  const creation = call("POST", "/users", { external_ref: "crm-7" });
  const { user_id } = await creation;
  await told([user_id], creation);
  const { conversation_id } = await told([user_id], call("POST", "/conversations", { user_id }));
  const said = { user_id, conversation_id, user_message: "I live in Lisbon.", agent_response: "" };
  const { interaction_id } = await told([user_id], call("POST", "/memory/ingest", said));
  await told([user_id], call("POST", "/memory/ingest/batch", { exchanges: [said] }));
  await told([user_id], call("POST", "/memory/remember", { external_ref: "crm-7", user_message: "Hi." }));
  const changed = { user_message: "I live in Porto." };
  await told([user_id], call("PATCH", `/memory/interactions/${interaction_id}`, changed));
  const [fact] = (await call("GET", `/memory/facts?user_id=${user_id}`)).facts;
  await told(undefined, call("PATCH", `/memory/facts/${fact.fact_id}`, { value: "Braga" }));
  await told(undefined, call("DELETE", `/memory/interactions/${interaction_id}`));
  await told([user_id], call("PATCH", `/conversations/${conversation_id}`, { title: "Tea" }));
  clock.advance(31 * dayMs);
  await told([user_id], enforceRetention(services));
  await told([user_id], call("DELETE", `/conversations/${conversation_id}`));
  await told([user_id], call("DELETE", `/users/${user_id}`));
  expect(stream.text()).not.toMatch(/Lisbon|Porto|Braga|Tea|crm-7/);
});

test("reads, refused changes and other organizations notify nobody, and many changes at once send one event", async () => {
  const [mine, theirs] = [await newMemoryTeam(), await newMemoryTeam()];
  const stream = await openEvents(origin, mine.viewer, mine.organizationId);
  const theirStream = await openEvents(origin, theirs.viewer, theirs.organizationId);
  const { user_id: theirUser } = await theirs.call("POST", "/users", {});
  await expectNext(theirStream, [["memory", { userIds: [theirUser] }]]);
  await mine.call("GET", "/users");
  await callMemory(app, undefined, "POST", "/users", {});
  const users = await Promise.all(Array.from({ length: 60 }, () => mine.call("POST", "/users", {})));
  await vi.waitFor(() => expect(stream.events.length).toBeGreaterThan(0), 10_000);
  expect(users.length).toBe(60);
  expect(stream.events.every(([event]) => event === "memory")).toBe(true);
  expect(JSON.stringify(stream.events)).not.toContain(theirUser);
  expect(theirStream.events.length).toBe(1);
});
