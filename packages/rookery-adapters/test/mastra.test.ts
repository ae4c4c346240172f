import { beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";
import { rookeryProcessor } from "../src/mastra.ts";

const { app } = await testApp({ config: { allowHttp: true } });
let url = "";
beforeAll(async () => {
  url = await app.listen();
});

// Shaped as @mastra/core 1.71 gives them to a processor. The package has 132 MB, so it is not installed here.
const message = (role: string, ...texts: string[]) => ({
  role,
  content: { format: 2 as const, parts: texts.map((text) => ({ type: "text", text })) },
});
const listOf = (all: ReturnType<typeof message>[]) => ({ get: { all: { db: () => all } } });

test("what is known of a person goes after an agent's instructions, and the exchange is kept", async () => {
  const { apiKey, call } = await newTenant(app);
  const memory = rookeryProcessor({ url, apiKey, person: "ada", conversation: "trip" });
  const instructions = { role: "system" as const, content: "You are kind." };
  const said = [message("user", "I moved to Lisbon.")];
  expect(await memory.processInput({ messages: said, systemMessages: [instructions] })).toEqual({
    messages: said,
    systemMessages: [instructions],
  });
  const answered = message("assistant", "Lovely!");
  const messages = [answered];
  expect(await memory.processOutputResult({ messages, messageList: listOf([...said, answered]) })).toBe(
    messages,
  );

  const { systemMessages } = await memory.processInput({
    messages: [message("user", "Hello"), message("user", "Where do I live?")],
    systemMessages: [instructions],
  });
  expect(systemMessages).toEqual([
    instructions,
    { role: "system", content: expect.stringContaining("User lives in Lisbon") },
  ]);
  const { users } = (await call("GET", "/users?external_ref=ada")).body;
  const { interactions } = (await call("GET", `/memory/interactions?user_id=${users[0].user_id}`)).body;
  expect(interactions).toMatchObject([{ user_message: "I moved to Lisbon.", agent_response: "Lovely!" }]);
});
