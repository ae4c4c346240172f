import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openApp } from "../../src/main/app.ts";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { memoryTexts } from "../src/texts/memory.ts";
import { texts } from "../src/texts/texts.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { app, services, visit, origin } = await webApp();

inBrowser("while the server cannot be reached", () => {
  let team: Team;
  const cell = (page: Page, name: string) => page.getByRole("gridcell", { name });
  const open = async (): Promise<Page> => {
    const page = await visit({ as: team.editor });
    await page.goto(`/app/${team.organizationId}/pictures`);
    await cell(page, "heron").waitFor();
    return page;
  };
  /** Checks that no invisible overlay covers the page. */
  const usable = async (page: Page) => {
    await expect.poll(() => page.locator("[inert]").count()).toBe(0);
    await cell(page, "heron").click();
    await page.getByRole("dialog", { name: "heron" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };

  beforeAll(async () => {
    team = await newTeam(app, services);
    await bring(await agentOfTeam(app, team), { "heron.png": await picture(), "gull.png": await picture() });
  });

  test("an asset page that cannot be loaded says so over the grid, and opens when it can", async () => {
    const page = await visit({ as: team.editor });
    let away = true;
    await page.route("**/web/*.js", async (route) => {
      const response = await route.fetch();
      const isAssetPage = (await response.text()).includes("onSwipe");
      return away && isAssetPage ? route.abort("internetdisconnected") : route.fulfill({ response });
    });
    await page.goto(`/app/${team.organizationId}/pictures`);
    await cell(page, "heron").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(texts.ui.offline).waitFor();
    await dialog.getByRole("button", { name: texts.asset.close }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await page.locator("[inert]").count()).toBe(0);
    await cell(page, "gull").click();
    await dialog.getByText(texts.ui.offline).waitFor();
    away = false;
    await page.getByRole("dialog", { name: "gull" }).waitFor();
    await page.keyboard.press("Escape");
    await usable(page);
  });

  test("a page that cannot be loaded appears when the network is back", async () => {
    const page = await open();
    await page.context().setOffline(true);
    await page.getByRole("link", { name: texts.shell.memory }).click();
    await page.getByRole("heading", { name: texts.ui.offline }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole("heading", { name: memoryTexts.title, exact: true }).waitFor();
    await page.getByText(texts.shell.youAreOffline).waitFor({ state: "detached" });
  });

  test("pictures still open, and everything works when the server has restarted", async () => {
    const page = await open();
    await page.getByRole("gridcell", { name: "heron" }).locator("img[data-shown]").waitFor();
    await app.close();
    await page.getByText(texts.shell.reconnecting).waitFor();
    await cell(page, "heron").click();
    await page.getByRole("dialog").waitFor();
    await page.getByRole("button", { name: texts.asset.close }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const again = await openApp(services);
    await again.listen({ port: Number(new URL(origin).port), host: "127.0.0.1" });
    try {
      await page.getByText(texts.shell.reconnecting).waitFor({ state: "detached" });
      await usable(page);
    } finally {
      await page.close();
      await again.close();
    }
  });
});
