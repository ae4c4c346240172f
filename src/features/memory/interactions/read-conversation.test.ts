import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTeam } from "../../../../test/support/team.ts";

const { app, services } = await testApp();
const { organizationId, editor, viewer } = await newTeam(app, services);
const answer = (name: string, input: object, browser = editor) =>
  browser.call(`${name}?organizationId=${organizationId}`, input);
const ask = async (name: string, input: object) => (await answer(name, input)).data;

const { user_id } = await ask("createUser", {});
const talk = (await ask("createConversation", { user_id })).conversation_id;
const other = (await ask("createConversation", { user_id })).conversation_id;
const ids: string[] = [];
for (let i = 0; i < 7; i++) {
  const said = { user_id, user_message: `${i}`, agent_response: "" };
  ids.push((await ask("ingestMemory", { ...said, conversation_id: talk })).interaction_id);
  await ask("ingestMemory", { ...said, conversation_id: other });
}
const part = async (limit: number, side?: string, at = 0) => {
  const from = side === undefined ? {} : { from: { interaction_id: ids.at(at), side } };
  const { interactions, earlier, later } = await ask("readConversation", {
    conversation_id: talk,
    limit,
    ...from,
  });
  return [interactions.map((one: { user_message: string }) => one.user_message).join(""), earlier, later];
};

test("a conversation is read from its end, and in both directions from an exchange", async () => {
  expect(await part(3)).toEqual(["456", true, false]);
  expect(await part(3, "before", 4)).toEqual(["123", true, true]);
  expect(await part(3, "before", 1)).toEqual(["0", false, true]);
  expect(await part(3, "before", 0)).toEqual(["", false, true]);
  expect(await part(3, "after", 1)).toEqual(["234", true, true]);
  expect(await part(3, "after", 5)).toEqual(["6", true, false]);
  expect(await part(3, "after", 6)).toEqual(["", true, false]);
  expect(await part(4, "around", 3)).toEqual(["1234", true, true]);
  expect(await part(4, "around", 0)).toEqual(["01", false, true]);
  expect(await part(100, "around", 3)).toEqual(["0123456", false, false]);
  expect(await part(7)).toEqual(["0123456", false, false]);
});

test("viewers can read; a forgotten, unknown or other conversation's exchange is not found", async () => {
  const seen = await answer("readConversation", { conversation_id: talk }, viewer);
  expect(seen.data.interactions).toHaveLength(7);
  const around = (conversation_id: string, interaction_id: string) =>
    answer("readConversation", { conversation_id, from: { interaction_id, side: "around" } });
  for (const asked of [around(other, ids[0] as string), around(talk, "int_none"), around("conv_none", "x")])
    expect((await asked).error.code).toBe("RESOURCE_NOT_FOUND");
  await ask("forgetInteraction", { interaction_id: ids[6] });
  expect((await around(talk, ids[6] as string)).error.code).toBe("RESOURCE_NOT_FOUND");
  expect(await part(2)).toEqual(["45", true, false]);
});

test("another organization's conversation is not found", async () => {
  const stranger = await newTeam(app, services);
  const { error } = await stranger.owner.call(`readConversation?organizationId=${stranger.organizationId}`, {
    conversation_id: talk,
  });
  expect(error.code).toBe("RESOURCE_NOT_FOUND");
});
