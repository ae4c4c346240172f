import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { movie, picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { barriers, inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("sharing", () => {
  let team: Team;
  const open = async () => {
    const page = await visit({ as: team.editor });
    await page.goto(`/app/${team.organizationId}/pictures`);
    await page.getByRole("gridcell", { name: "harbour" }).waitFor();
    await settled(page);
    return page;
  };
  /** Selects files and shares them. Returns the link. */
  const shareOf = async (page: Page, names: string[], title = "Evenings"): Promise<string> => {
    for (const name of names) await page.getByRole("gridcell", { name }).locator("[data-check]").click();
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Link expires").selectOption("In 7 days");
    await page.getByRole("button", { name: "Create link" }).click();
    return page.getByLabel("Link", { exact: true }).inputValue();
  };

  beforeAll(async () => {
    team = await newTeam(app, services);
    await bring(await agentOfTeam(app, team), {
      "beach.png": await picture("gold", 1000, 600),
      "harbour.png": await picture("navy", 900, 900),
      "waves.mp4": movie(),
    });
  });

  test("a stranger opens the link, looks through the files by keyboard and downloads one", async () => {
    const page = await open();
    const link = await shareOf(page, ["beach", "harbour", "waves"]);
    expect(await barriers(page)).toEqual([]);
    const stranger = await visit();
    await stranger.goto(link);
    await stranger.getByRole("heading", { name: "Evenings" }).waitFor();
    await stranger.getByText("3 files").waitFor();
    expect(await barriers(stranger)).toEqual([]);
    await stranger.getByRole("link", { name: "beach" }).click();
    const lightbox = stranger.getByRole("dialog");
    await lightbox.getByText("1 of 3").waitFor();
    await stranger.waitForFunction(
      () => (document.querySelector("dialog img:not(.preview)") as HTMLImageElement)?.naturalWidth > 0,
    );
    expect(await barriers(stranger)).toEqual([]);
    await stranger.keyboard.press("ArrowRight");
    await lightbox.getByText("2 of 3").waitFor();
    const downloading = stranger.waitForEvent("download");
    await lightbox.getByRole("link", { name: "Download" }).click();
    expect((await downloading).suggestedFilename()).toBe("harbour.png");
    await stranger.keyboard.press("ArrowRight");
    await lightbox.locator("video").waitFor();
    await stranger.keyboard.press("Escape");
    await lightbox.waitFor({ state: "hidden" });
    // The dialog tells that it closed after it is hidden.
    const focused = () => stranger.evaluate(() => document.activeElement?.getAttribute("title"));
    await expect.poll(() => focused()).toBe("waves");
  });

  test("a revoked link shows that it has ended", async () => {
    const page = await open();
    const link = await shareOf(page, ["beach"], "Mornings");
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Share this library" }).click();
    await page.getByRole("button", { name: "Revoke Mornings" }).click();
    await page.getByText("Link revoked.").waitFor();
    const stranger = await visit({ dark: true, phone: true });
    const answer = await stranger.goto(link);
    expect(answer?.status()).toBe(410);
    await stranger.getByRole("heading", { name: "This link has ended" }).waitFor();
    expect(await barriers(stranger)).toEqual([]);
  });

  test("viewers can't share", async () => {
    const page = await visit({ as: team.viewer });
    await page.goto(`/app/${team.organizationId}/pictures`);
    await page.getByRole("gridcell", { name: "beach" }).locator("[data-check]").click();
    await page.getByRole("button", { name: "Copy links" }).waitFor();
    expect(await page.getByRole("button", { name: /^Share/ }).count()).toBe(0);
  });
});
