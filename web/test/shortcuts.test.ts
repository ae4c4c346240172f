import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { texts } from "../src/texts/texts.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();
const t = texts.library;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("keyboard shortcuts", () => {
  let team: Team;
  let ids: Record<string, string>;
  let page: Page;

  const library = (id = "pictures") => `/app/${team.organizationId}/${id}`;
  const cell = (name: string) => page.getByRole("gridcell", { name });
  const chosen = (n: number) =>
    page.getByRole("region", { name: t.chosenActions }).getByText(t.chosen(n), { exact: true });
  const isInGrid = () => page.evaluate(() => document.activeElement?.closest("[role=grid]") !== null);
  const assets = async (libraryId = "pictures") => {
    const { organizationId, owner } = team;
    const { data } = await owner.call("browseAssets", { organizationId, libraryId, sort: "name" });
    return data.assets.map(({ name, tags }: { name: string; tags: string[] }) => [name, ...tags].join(" "));
  };

  beforeEach(async () => {
    team = await newTeam(app, services);
    ids = await bring(await agentOfTeam(app, team), {
      "b.png": await picture("navy"),
      "a.png": await picture("maroon"),
    });
    const { organizationId, owner } = team;
    await owner.call("createLibrary", { organizationId, name: "Archive" });
    await owner.call("tagAssets", {
      organizationId,
      libraryId: "pictures",
      assetIds: [ids.a],
      tags: ["Porto"],
    });
    page = await visit({ as: team.editor });
    await page.goto(library());
    await cell("a").waitFor();
    await settled(page);
  });

  test("Ctrl A selects all from anywhere on the page, and keeps the focus in the grid when the button disappears", async () => {
    await page.keyboard.press("Control+a");
    await chosen(2).waitFor();
    expect(await isInGrid()).toBe(true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: t.chooseAll }).focus();
    await page.keyboard.press("Enter");
    await chosen(2).waitFor();
    expect(await isInGrid()).toBe(true);
    await page.getByLabel(t.search).fill("a");
    await page.keyboard.press("Control+a");
    expect(await page.evaluate(() => getSelection()?.toString())).toBe("a");
  });

  test("Ctrl Z undoes a tag, a move and a deletion, the last one first", async () => {
    await page.keyboard.press("Control+a");
    await page.getByRole("button", { name: t.tag, exact: true }).click();
    await page.getByLabel(t.tags).fill("porto, sea,");
    await page.getByRole("button", { name: t.tagAction }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(() => assets()).toEqual(["a Porto sea", "b porto sea"]);
    await page.getByRole("button", { name: t.move, exact: true }).click();
    await page.getByLabel("Archive").check();
    await page.getByRole("dialog").getByRole("button", { name: t.moveAction, exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(() => assets("archive")).toHaveLength(2);
    await page.keyboard.press("Control+z");
    await expect.poll(() => assets()).toHaveLength(2);
    await cell("a").focus();
    await page.keyboard.press("Delete");
    await expect.poll(() => assets()).toEqual(["b porto sea"]);
    await page.keyboard.press("Control+z");
    await expect.poll(() => assets()).toHaveLength(2);
    await page.keyboard.press("Control+z");
    await expect.poll(() => assets()).toEqual(["a Porto", "b"]);
  });

  test("Ctrl Z undoes a deletion that the server has not answered yet", async () => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    await page.route("**/api/app/deleteAssets", async (route) => {
      const response = await route.fetch();
      await answered;
      await route.fulfill({ response });
    });
    await cell("a").focus();
    await page.keyboard.press("Delete");
    await expect.poll(() => assets()).toEqual(["b"]);
    await page.keyboard.press("Control+z");
    answer();
    await expect.poll(() => assets()).toEqual(["a Porto", "b"]);
  });

  test("Delete moves selected assets to the trash, wherever the focus is", async () => {
    await page.keyboard.press("Control+a");
    await chosen(2).waitFor();
    await page.getByRole("link", { name: t.trash, exact: true }).focus();
    await page.keyboard.press("Delete");
    await page.getByText(t.emptyTitle).waitFor();
    await expect.poll(() => assets()).toEqual([]); // the page shows it before the server has answered
  });

  test("“?” shows the shortcuts on every page, but not in a text field", async () => {
    for (const path of [library(), `${library()}/${ids.a}`, "/account", `${library("-")}/settings`]) {
      await page.goto(path);
      await settled(page);
      await page.keyboard.press("?");
      const dialog = page.getByRole("dialog", { name: texts.shortcuts.title });
      await dialog.waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    }
    await page.goto(library());
    await page.getByLabel(t.search).press("?");
    expect(await page.getByLabel(t.search).inputValue()).toBe("?");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("on a slow connection, a click shows the asset's frame at once", async () => {
    let arrive = () => {};
    const slow = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const other = await visit({ as: team.editor });
    await other.route("**/web/*.js", async (route) => {
      const response = await route.fetch();
      if ((await response.text()).includes("onSwipe")) await slow;
      await route.fulfill({ response });
    });
    await other.goto(library());
    await other.getByRole("gridcell", { name: "a" }).click();
    const frame = other.getByRole("dialog", { name: texts.ui.loading });
    await frame.getByRole("button", { name: texts.asset.close }).waitFor();
    arrive();
    await other.getByRole("dialog", { name: "a", exact: true }).waitFor();
  });
});
