import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { newTeam, type Team } from "../../test/support/team.ts";
import { barriers, inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("memory", () => {
  let team: Team;
  let ada: string;
  let talk: string;
  const ask = async (name: string, input: object) =>
    (await team.owner.call(`${name}?organizationId=${team.organizationId}`, input)).data;
  const ingest = (user_message: string) =>
    ask("ingestMemory", { user_id: ada, conversation_id: talk, user_message, agent_response: "Noted." });
  const path = (rest = "") => `/app/${team.organizationId}/-/memory${rest}`;

  beforeAll(async () => {
    team = await newTeam(app, services);
    ada = (await ask("createUser", { external_ref: "crm-7", display_name: "Ada" })).user_id;
    await ask("createUser", { external_ref: "crm-8", display_name: "Grace" });
    talk = (await ask("createConversation", { user_id: ada, title: "Moving house" })).conversation_id;
    await ingest("I live in Paris.");
    for (let i = 0; i < 120; i++) await ingest(`The weather of day ${i} was fine.`);
    await ingest("I moved to Lisbon with my piano.");
  }, 60_000);

  test("a person is found by reference, and a recalled exchange shows why it matched and opens in its conversation", async () => {
    const page = await visit({ as: team.viewer });
    await page.goto(path());
    await page.getByText("2 people").waitFor();
    await page.getByLabel("Search by reference").fill("CRM-7");
    await page.getByText("1 person found").waitFor();
    await page.getByRole("link", { name: /Ada/ }).click();
    await page.getByRole("tab", { name: "Recall" }).click();
    await page.getByLabel("Question").fill("What happened to the piano?");
    await page.keyboard.press("Enter");
    await page.locator("mark", { hasText: "piano" }).first().waitFor();
    await page.getByLabel("Why it matched").first().getByText("It contains words of the question").waitFor();
    expect(await page.getByRole("region", { name: "What an agent gets" }).innerText()).toContain("Lisbon");
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("link", { name: "Open in conversation" }).first().click();
    await page.waitForURL(/\/conversations\/.*#int_/);
    const exchange = page.getByRole("article").filter({ hasText: "with my piano" });
    await exchange.waitFor();
    expect(await exchange.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("a long conversation opens at its end, and loads earlier exchanges without moving the visible ones", async () => {
    const page = await visit({ as: team.viewer });
    await page.goto(path(`/${ada}/conversations/${talk}`));
    await page.getByText("with my piano").waitFor();
    await page.waitForFunction(() => document.querySelectorAll("article").length === 50);
    const first = page.getByRole("article").filter({ hasText: "day 71 " });
    await first.scrollIntoViewIfNeeded();
    await page.getByText("day 21 ").waitFor({ state: "attached" });
    const box = await first.boundingBox();
    expect(box && box.y > 0 && box.y < 800).toBe(true);
  });

  test("a fact is corrected and forgotten, and its history stays visible", async () => {
    const page = await visit({ as: team.editor });
    await page.goto(path(`/${ada}#facts`));
    await page.getByText("1 earlier version").waitFor({ timeout: 30_000 });
    await page.getByRole("button", { name: /^Correct: User lives in Lisbon/ }).click();
    await page.getByLabel(/Correct value/).fill("Porto");
    await page.keyboard.press("Enter");
    await page.getByText("User lives in Porto").waitFor();
    await page.getByText("2 earlier versions").click();
    await page.getByText("User lives in Paris").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Forget: User lives in Porto" }).click();
    await page.getByRole("button", { name: "Forget", exact: true }).click();
    await page.getByText("No current value").waitFor();
  });

  test("viewers see no actions that they may not do", async () => {
    const page = await visit({ as: team.viewer });
    await page.goto(path(`/${ada}#facts`));
    await settled(page);
    for (const name of [/^Correct/, /^Forget/, "Edit", /Erase/])
      expect(await page.getByRole("button", { name }).count()).toBe(0);
  });

  test("a person's data is exported, and erased after a typed confirmation", async () => {
    const page = await visit({ as: team.editor });
    // Simulates a browser that cannot write to a chosen file.
    await page.addInitScript(() => Object.assign(window, { showSaveFilePicker: undefined }));
    await page.goto(path(`/${ada}`));
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).type)).toEqual(
      expect.arrayContaining(["user", "conversation", "interaction"]),
    );
    await page.getByRole("button", { name: "Erase this person" }).click();
    const erase = page.getByRole("button", { name: "Erase permanently" });
    expect(await erase.isDisabled()).toBe(true);
    await page.getByLabel(/to confirm/).fill("crm-7");
    await erase.click();
    await page.getByText("1 person", { exact: true }).waitFor();
    await page.goto(path(`/${ada}`));
    await page.getByText("Not found in memory").waitFor();
  });
});
