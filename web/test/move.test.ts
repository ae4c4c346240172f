import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { texts } from "../src/texts/texts.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();
const t = texts.library;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("files", () => {
  let team: Team;
  const library = (id = "pictures") => `/app/${team.organizationId}/${id}`;
  const cell = (page: Page, name: string) => page.getByRole("gridcell", { name });
  const countIn = async (libraryId: string) => {
    const { organizationId, owner } = team;
    return (await owner.call("browseAssets", { organizationId, libraryId })).data?.found;
  };
  /** Opens the dialog that moves the file a. */
  const move = async (page: Page) => {
    await page.goto(library());
    await cell(page, "a").click({ modifiers: ["Control"] });
    await page.getByRole("button", { name: t.move, exact: true }).click();
    return page.getByRole("dialog", { name: t.moveTitle(1) });
  };

  beforeEach(async () => {
    team = await newTeam(app, services);
    await bring(await agentOfTeam(app, team), { "b.png": await picture(), "a.png": await picture("olive") });
  });

  test("move to the only other library without choosing it, and back by Undo", async () => {
    await team.owner.call("createLibrary", { organizationId: team.organizationId, name: "Archive" });
    const page = await visit({ as: team.editor });
    const dialog = await move(page);
    expect(await dialog.getByLabel("Archive").isChecked()).toBe(true);
    expect(await dialog.getByLabel(t.newLibrary).count()).toBe(0);
    await dialog.getByRole("button", { name: t.moveAction }).click();
    await page.getByText(t.moved(1, "Archive")).waitFor();
    await expect.poll(() => countIn("archive")).toBe(1);
    await page.getByRole("button", { name: texts.ui.undo }).click();
    await page.getByText(t.movedBack(1)).waitFor();
    expect(await countIn("archive")).toBe(0);
    await cell(page, "a").waitFor();
  });

  test("move to a library that an owner creates for them", async () => {
    const page = await visit({ as: team.owner });
    const dialog = await move(page);
    await dialog.getByLabel(t.newLibraryName).fill("Best of");
    await dialog.getByRole("button", { name: t.moveAction }).click();
    await page.getByText(t.moved(1, "Best of")).waitFor();
    await expect.poll(() => countIn("best-of")).toBe(1);
    await page.getByRole("link", { name: "Best of" }).waitFor();
  });

  test("in the trash are selected as in the library, and restoring them can be undone", async () => {
    const page = await visit({ as: team.editor });
    await page.goto(library());
    await cell(page, "a").focus();
    await page.keyboard.press("Delete");
    await expect.poll(() => countIn("pictures")).toBe(1);
    await page.goto(`${library()}/trash`);
    await page.getByLabel(texts.trash.choose("a")).focus();
    await page.keyboard.press("Control+a");
    const bar = page.getByRole("region", { name: t.chosenActions });
    await bar.getByText(t.chosen(1)).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Delete");
    await page.getByRole("dialog", { name: texts.trash.purgeTitle(1) }).waitFor();
    await page.keyboard.press("Escape");
    await bar.getByRole("button", { name: texts.trash.restore }).click();
    await expect.poll(() => countIn("pictures")).toBe(2);
    await page.getByRole("button", { name: texts.ui.undo }).waitFor();
    await page.keyboard.press("Control+z");
    await expect.poll(() => countIn("pictures")).toBe(1);
  });

  test("are in an organization and a theme that the menus mark", async () => {
    const page = await visit({ as: team.owner });
    await page.goto(library());
    await page.getByRole("button", { name: "Team" }).click();
    const current = page.getByRole("menuitem", { name: "Team" });
    expect(await current.getAttribute("aria-current")).toBe("page");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "owner", exact: true }).click();
    const theme = (name: string) => page.getByRole("menuitemradio", { name });
    expect(await theme(texts.shell.themes.system).getAttribute("aria-checked")).toBe("true");
    await theme(texts.shell.themes.dark).click();
    await page.getByRole("button", { name: "owner", exact: true }).click();
    expect(await theme(texts.shell.themes.dark).getAttribute("aria-checked")).toBe("true");
  });
});
