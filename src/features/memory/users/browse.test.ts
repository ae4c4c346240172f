import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTeam } from "../../../../test/support/team.ts";

const { app, services, clock } = await testApp();

async function newMemory() {
  const team = await newTeam(app, services);
  const ask = async (name: string, input: object = {}, browser = team.editor) =>
    (await browser.call(`${name}?organizationId=${team.organizationId}`, input)).data;
  const people: string[] = [];
  for (const [external_ref, display_name] of [
    ["crm-7", "Ada Löwe"],
    ["crm-70", "Grace"],
    [null, null],
  ]) {
    clock.advance(1000);
    people.push((await ask("createUser", { external_ref, display_name })).user_id);
  }
  return { ...team, ask, people };
}

test("users are listed newest first in pages, with counts of their data", async () => {
  const { ask, people, viewer } = await newMemory();
  const [ada] = people;
  const { conversation_id } = await ask("createConversation", { user_id: ada });
  await ask("createConversation", { user_id: ada });
  for (const day of ["02", "01"]) {
    await ask("ingestMemory", {
      user_id: ada,
      conversation_id,
      user_message: "Hello",
      agent_response: "",
      timestamp: `2026-01-${day}T00:00:00Z`,
    });
  }
  const all = await ask("browseUsers", {}, viewer);
  expect(all).toMatchObject({ found: 3, searched_all: true });
  expect(all.users.map(({ user_id }: { user_id: string }) => user_id)).toEqual(people.toReversed());
  expect(all.users[2]).toMatchObject({
    conversation_count: 2,
    interaction_count: 2,
    last_said_at: "2026-01-01T00:00:00.000Z",
  });
  expect(all.users[0]).toMatchObject({ conversation_count: 0, interaction_count: 0, last_said_at: null });
  const second = await ask("browseUsers", { limit: 2, offset: 2 });
  expect(second).toMatchObject({ found: 3, users: [{ user_id: ada }] });
});

test("part of a reference, a name or an id finds a user, ignoring case", async () => {
  const { ask, people } = await newMemory();
  const [ada, grace, nobody] = people as [string, string, string];
  const found = async (query: string) =>
    (await ask("browseUsers", { query })).users.map(({ user_id }: { user_id: string }) => user_id);
  expect(await found("crm-7")).toEqual([grace, ada]);
  expect(await found(" LÖWE ")).toEqual([ada]);
  expect(await found(nobody.slice(4))).toEqual([nobody]);
  expect(await found("unheard of")).toEqual([]);
  expect(await ask("browseUsers", { query: "crm", limit: 1, offset: 1 })).toMatchObject({
    found: 2,
    users: [{ user_id: ada }],
  });
});

test("users of another organization are never found", async () => {
  const [one, other] = [await newMemory(), await newMemory()];
  const { users, found } = await one.ask("browseUsers", { query: other.people[0] as string });
  expect([users, found]).toEqual([[], 0]);
  expect((await one.ask("browseUsers")).found).toBe(3);
});
