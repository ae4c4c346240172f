import { beforeAll, expect, test } from "vitest";
import { Scope } from "../../src/kernel/scope.ts";
import { secondNode } from "../../test/support/processes/second-node.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { callMemory } from "../../test/support/tenant.ts";
import { inBrowser, webApp } from "./web-app.ts";

const web = await webApp();
const { app, services, visit } = web;
// Agents call another process than the one that serves the pages.
const other = await secondNode(web);

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("memory pages while agents work", () => {
  let team: Team;
  let apiKey: string;
  const call = async (method: string, path: string, body?: object) => {
    const answer = await callMemory(other.app, apiKey, method, path, body);
    expect([path, answer.status]).toEqual([path, expect.toSatisfy((status) => status < 300)]);
    return answer.body;
  };
  const path = (rest = "") => `/app/${team.organizationId}/-/memory${rest}`;

  async function newPerson(name: string) {
    const { user_id: userId } = await call("POST", "/users", { display_name: name });
    const { conversation_id: talk } = await call("POST", "/conversations", {
      user_id: userId,
      title: "Talk",
    });
    const say = (user_message: string, more: object = {}) =>
      call("POST", "/memory/ingest", {
        user_id: userId,
        conversation_id: talk,
        user_message,
        agent_response: "",
        ...more,
      });
    return { userId, talk, say };
  }

  beforeAll(async () => {
    team = await newTeam(app, services);
    const { organizationId, owner } = team;
    const key = { organizationId, name: "Agent", libraries: {}, scopes: Scope.options };
    apiKey = (await owner.call("createKey", key)).data.apiKey;
  }, 60_000);

  test("the list of people shows a new person, who was just active, and no erased one", async () => {
    const page = await visit({ as: team.viewer });
    await newPerson("First");
    await page.goto(path());
    await page.getByRole("link", { name: /First/ }).waitFor();
    const { userId, say } = await newPerson("Second");
    await page.getByRole("link", { name: /Second/ }).waitFor();
    await say("Hello.");
    await page.getByRole("link", { name: /Second.*1 exchange/ }).waitFor();
    await call("DELETE", `/users/${userId}`);
    await page.getByRole("link", { name: /Second/ }).waitFor({ state: "detached" });
  });

  test("a person's facts and mentions show what an agent learned and forgot", async () => {
    const { userId, say } = await newPerson("Ada");
    const page = await visit({ as: team.viewer });
    await page.goto(path(`/${userId}#facts`));
    await page.getByText("No facts yet").waitFor();
    await say("My sister's name is Anna.");
    await page.getByText(/Anna/).first().waitFor();
    await page.getByRole("tab", { name: "Mentions" }).click();
    await page.getByRole("link", { name: /Anna/ }).click();
    await page.getByText("1 exchange", { exact: true }).waitFor();
    await say("Anna came by.");
    await page.getByText("Anna came by.").waitFor();
    const [fact] = (await call("GET", `/memory/facts?user_id=${userId}`)).facts;
    await call("DELETE", `/memory/facts/${fact.fact_id}`);
    await page.getByText("No facts about this any more").waitFor();
  });

  test("an open conversation shows new, changed and forgotten exchanges, and stays where it is read", async () => {
    const { userId, talk, say } = await newPerson("Grace");
    const page = await visit({ as: team.viewer });
    await page.goto(path(`/${userId}/conversations/${talk}`));
    await page.getByText("No exchanges yet").waitFor();
    const said = [];
    for (let i = 0; i < 30; i++) said.push(await say(`Line ${i}.`));
    const [first, second] = said;
    const line = (text: string) => page.getByRole("article").filter({ hasText: text });
    // The end was visible, so it stays visible.
    await line("Line 29.").waitFor();
    await page.waitForFunction(() => {
      const last = document.querySelector("ol > li:last-child article")?.getBoundingClientRect();
      return last && last.top > 0 && last.bottom <= innerHeight + 1;
    });
    await line("Line 0.").scrollIntoViewIfNeeded();
    await call("PATCH", `/memory/interactions/${second.interaction_id}`, { user_message: "Changed." });
    await line("Changed.").waitFor();
    await call("DELETE", `/memory/interactions/${first.interaction_id}`);
    await line("Line 0.").waitFor({ state: "detached" });
    await say("The end.");
    await line("The end.").waitFor({ state: "attached" });
    const { y = -1 } = (await line("Changed.").boundingBox()) ?? {};
    expect(y > 0 && y < 800).toBe(true);
    await call("DELETE", `/conversations/${talk}`);
    await page.getByText("Not found in memory").waitFor();
  });
});
