import { Agent } from "@mastra/core/agent";
import { beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";
import { rookeryProcessor } from "../src/mastra.ts";
import { lovelyModel } from "./lovely-model.ts";

process.env.MASTRA_TELEMETRY_DISABLED = "1";
const { app } = await testApp({ config: { allowHttp: true } });
let url = "";
beforeAll(async () => {
  url = await app.listen();
});

test("what is known of a person goes after an agent's instructions, and the exchange is kept", async () => {
  const { apiKey, call } = await newTenant(app);
  const memory = rookeryProcessor({ url, apiKey, person: "ada", conversation: "trip" });
  const { model, prompts } = lovelyModel();
  const agent = new Agent({
    id: "kind",
    name: "Kind",
    instructions: "You are kind.",
    model,
    inputProcessors: [memory],
    outputProcessors: [memory],
  });
  expect((await agent.generate("I moved to Lisbon.")).text).toBe("Lovely!");
  await agent.generate("Where do I live?");
  expect(prompts).toEqual([
    expect.not.stringContaining("User lives in Lisbon"),
    expect.stringMatching(/You are kind\..*User lives in Lisbon.*Where do I live\?/),
  ]);
  const { users } = (await call("GET", "/users?external_ref=ada")).body;
  const { interactions } = (await call("GET", `/memory/interactions?user_id=${users[0].user_id}`)).body;
  expect(interactions).toMatchObject([
    { user_message: "Where do I live?", agent_response: "Lovely!" },
    { user_message: "I moved to Lisbon.", agent_response: "Lovely!" },
  ]);
});
