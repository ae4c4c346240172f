import { beforeAll, expect, test } from "vitest";
import { newTeam, type Team } from "../../test/support/team.ts";
import { barriers, inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("mentions", () => {
  let team: Team;
  let ada: string;
  let silent: string;
  let talk: string;
  const ask = async (name: string, input: object) =>
    (await team.owner.call(`${name}?organizationId=${team.organizationId}`, input)).data;
  const say = (user_message: string) =>
    ask("ingestMemory", { user_id: ada, conversation_id: talk, user_message, agent_response: "" });
  const path = (rest = "") => `/app/${team.organizationId}/-/memory${rest}`;

  beforeAll(async () => {
    team = await newTeam(app, services);
    ada = (await ask("createUser", { display_name: "Ada" })).user_id;
    silent = (await ask("createUser", { display_name: "Silent" })).user_id;
    talk = (await ask("createConversation", { user_id: ada, title: "Family" })).conversation_id;
    for (const text of ["My sister's name is Anna.", "My sister lives in Oslo.", "I have a dog named Rex."])
      await say(text);
    for (let i = 0; i < 25; i++) await say(`Anna called on day ${i}.`);
    for (const value of ["50% & Söhne #1/2", ...Array.from({ length: 60 }, (_, i) => `Town ${i}`)])
      await ask("createFact", { user_id: ada, attribute: "visited", value });
  }, 60_000);

  test("whom a person speaks of is found, and has its facts and exchanges, which open in their conversation", async () => {
    const page = await visit({ as: team.viewer });
    await page.goto(path(`/${ada}`));
    await page.getByRole("tab", { name: "Mentions" }).click();
    const rows = page.getByRole("tabpanel", { name: "Mentions" }).getByRole("listitem");
    await rows.first().getByText("2 facts").waitFor();
    expect(await rows.count()).toBe(50);
    await page.getByRole("button", { name: "Show more" }).click();
    await rows.nth(50).waitFor();
    await page.getByLabel("Search by name or relation").fill("SIST");
    await page.getByText("1 mention found").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("link", { name: /Anna/ }).click();
    await page.getByRole("heading", { name: "Anna" }).waitFor();
    await page.getByText("Person · sister").waitFor();
    await page.getByText("26 exchanges").waitFor();
    expect(page.url()).toContain("#name=Anna");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Show more" }).click();
    await page.locator("mark", { hasText: "Anna" }).nth(25).waitFor();
    await page.getByRole("link", { name: "Open in conversation" }).last().click();
    await page.getByRole("article").filter({ hasText: "My sister's name is Anna." }).waitFor();
    await page.goBack();
    await page.getByRole("link", { name: "Ada" }).click();
    await page.getByRole("tab", { name: "Mentions", selected: true }).waitFor();
  });

  test("a name of any characters has a page, which a link opens, by keyboard and on a phone", async () => {
    const page = await visit({ as: team.viewer, phone: true, dark: true });
    await page.goto(path(`/${ada}#entities`));
    await page.getByLabel("Search by name or relation").fill("söhne");
    await page.getByText("1 mention found").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const heading = page.getByRole("heading", { name: "50% & Söhne #1/2" });
    await heading.waitFor();
    await page.getByText("No exchange has this name.").waitFor();
    await page.reload();
    await heading.waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await barriers(page)).toEqual([]);
  });

  test("a person without mentions, a search without results and a forgotten one say so", async () => {
    const page = await visit({ as: team.editor });
    await page.goto(path(`/${silent}#entities`));
    await page.getByText("No mentions yet").waitFor();
    await page.goto(path(`/${ada}#entities`));
    await page.getByLabel("Search by name or relation").fill("nobody");
    await page.getByText("Nothing found").waitFor();
    await page.getByRole("button", { name: "Clear search" }).click();
    await page.getByRole("link", { name: /Rex/ }).click();
    await page.getByRole("button", { name: /^Forget: / }).click();
    await page.getByRole("button", { name: "Forget", exact: true }).click();
    await page.getByText("No facts about this any more").waitFor();
    await page.getByRole("link", { name: "View all mentions" }).click();
    await page.getByRole("link", { name: /Anna/ }).waitFor();
    await settled(page);
    expect(await page.getByRole("link", { name: /Rex/ }).count()).toBe(0);
  });

  test("the page of another name shows nothing of the former while it loads", async () => {
    const page = await visit({ as: team.viewer });
    await page.goto(path(`/${ada}/mention#name=Anna`));
    const heading = page.getByRole("heading", { name: "Anna" });
    await heading.waitFor();
    await page.route("**/api/app/*Entit*", () => undefined);
    await page.evaluate(() => {
      location.hash = "name=Town 7";
    });
    await heading.waitFor({ state: "detached" });
    await page.unroute("**/api/app/*Entit*");
    await page.reload();
    await page.getByRole("heading", { name: "Town 7" }).waitFor();
  });

  test("a failed call says so and is tried again", async () => {
    const page = await visit({ as: team.viewer });
    // Never answered: the opening of the event stream would ask again, too.
    await page.route("**/api/app/events*", () => undefined);
    await page.route("**/api/app/*Entit*", (route) => route.fulfill({ status: 500, json: {} }));
    await page.goto(path(`/${ada}/mention#name=Anna`));
    await page.getByRole("alert").waitFor();
    await page.unroute("**/api/app/*Entit*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Person · sister").waitFor();
  });
});
