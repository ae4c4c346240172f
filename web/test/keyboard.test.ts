import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

interface Stop {
  what: string;
  where: "skip" | "navigation" | "content" | "elsewhere";
  outlined: boolean;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("the keyboard alone", () => {
  let team: Team;
  let paths: Record<string, string>;

  beforeAll(async () => {
    team = await newTeam(app, services);
    const ids = await bring(await agentOfTeam(app, team), {
      "a.png": await picture(),
      "b.png": await picture(),
    });
    const { organizationId, owner } = team;
    const place = { organizationId, libraryId: "pictures" };
    await owner.call("tagAssets", { ...place, assetIds: [ids.a], tags: ["Lisbon"] });
    await owner.call("deleteAssets", { ...place, ids: [ids.b] });
    const memory = `?organizationId=${organizationId}`;
    const { user_id } = (await owner.call(`createUser${memory}`, { external_ref: "crm-7" })).data;
    const home = `/app/${organizationId}`;
    paths = {
      "a library": `${home}/pictures`,
      "the trash": `${home}/pictures/trash`,
      "the memory": `${home}/-/memory`,
      "a remembered person": `${home}/-/memory/${user_id}`,
      "the webhooks": `${home}/-/webhooks`,
      "the settings": `${home}/-/settings`,
      "the members": `${home}/-/settings/members`,
      "the keys": `${home}/-/settings/keys`,
      "the usage": `${home}/-/settings/usage`,
      "the audit log": `${home}/-/settings/audit`,
      "the first run": `${home}/-/welcome`,
      "an asset": `${home}/pictures/${ids.a}`,
      "the account": "/account",
    };
  });

  test.each([
    "a library",
    "the trash",
    "the memory",
    "a remembered person",
    "the webhooks",
    "the settings",
    "the members",
    "the keys",
    "the usage",
    "the audit log",
    "the first run",
  ])(
    "on %s, Tab goes through the navigation to all of the content, and the focus stays visible",
    async (name) => {
      const page = await visit({ as: team.owner });
      await page.goto(paths[name] as string);
      await settled(page);
      const stops = await everyStop(page);
      const order = stops.map(({ where }) => where);
      expect(order[0]).toBe("skip");
      const content = order.indexOf("content");
      expect(new Set(order.slice(1, content))).toEqual(new Set(["navigation"]));
      expect(new Set(order.slice(content))).toEqual(new Set(["content"]));
      expect(stops.filter(({ outlined }) => !outlined)).toEqual([]);
      expect(await neverReached(page)).toEqual([]);
    },
  );

  test("the first link skips the navigation", async () => {
    const page = await visit({ as: team.owner });
    await page.goto(paths["a library"] as string);
    await settled(page);
    await page.keyboard.press("Tab");
    await page.getByRole("link", { name: "Skip to content" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
  });

  test.each(["an asset", "the account"])(
    "on %s, Tab reaches everything, and the focus stays visible",
    async (name) => {
      const page = await visit({ as: team.owner });
      await page.goto(paths[name] as string);
      await settled(page);
      const stops = await everyStop(page);
      expect(stops.length).toBeGreaterThan(3);
      expect(stops.filter(({ outlined }) => !outlined)).toEqual([]);
      expect(await neverReached(page)).toEqual([]);
    },
  );

  test.each([
    ["a library", "New library"],
    ["the keys", "Create key"],
    ["the members", "Invite"],
    ["the settings", "Delete organization"],
    ["the account", "New organization"],
  ])("on %s, the focus stays in the dialog opened by “%s” and then returns to it", async (name, button) => {
    const page = await visit({ as: team.owner });
    await page.goto(paths[name] as string);
    await page.getByRole("button", { name: button }).first().focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    const isIn = () => page.evaluate(() => document.activeElement?.closest("[role=dialog]") !== null);
    for (let n = 0; n < 40; n++) {
      expect(await isIn()).toBe(true);
      await page.keyboard.press(n % 3 === 2 ? "Shift+Tab" : "Tab");
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    const back = () =>
      page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);
    await expect.poll(back, { timeout: 10_000 }).toBe(button);
  });

  test("after a dialog opened from a menu, the focus returns to the menu's button", async () => {
    const page = await visit({ as: team.owner });
    await page.goto(paths["the keys"] as string);
    const menu = page.getByRole("button", { name: "Actions for Agent" });
    await menu.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Regenerate" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Regenerate “Agent”?" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect
      .poll(() => menu.evaluate((button) => button === document.activeElement), { timeout: 10_000 })
      .toBe(true);
  });
});

const stopsMax = 120;

/** The tab stops from the top of a page, until Tab leaves the page or starts over. */
async function everyStop(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let n = 0; n < stopsMax; n++) {
    await page.keyboard.press("Tab");
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the browser gets only this function
    const stop = await page.evaluate((before): Stop | "the same" | null => {
      const element = document.activeElement as HTMLElement | null;
      // Each part of a date field is a stop.
      if (element?.dataset.reached === `${before}`) return "the same";
      if (!element || element === document.body || element.dataset.reached) return null;
      element.dataset.reached = `${before + 1}`;
      // A field in a frame shows the outline around the frame.
      const around = [element, element.parentElement, element.parentElement?.parentElement];
      const { right, bottom, left, top } = element.getBoundingClientRect();
      const inSight = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
      return {
        what: element.outerHTML.slice(0, 160),
        where: element.closest("main, [role=dialog]")
          ? "content"
          : element.closest("nav")
            ? "navigation"
            : element.matches('a[href="#content"]')
              ? "skip"
              : "elsewhere",
        outlined:
          inSight &&
          around.some((one) => {
            const { outlineStyle, outlineWidth } = one
              ? getComputedStyle(one)
              : { outlineStyle: "none", outlineWidth: "0" };
            return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
          }),
      };
    }, stops.length);
    if (!stop) break;
    if (stop !== "the same") stops.push(stop);
  }
  return stops;
}

/** Elements that a mouse can use but Tab did not reach. Tab reaches one radio button of a group. */
const neverReached = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("a[href], button, input:not([type=radio]), select, textarea")]
      .filter((element) => element.checkVisibility() && !element.closest("[inert]"))
      .filter((element) => !element.hasAttribute("data-reached") && !element.matches(":disabled"))
      // A grid and a tab list are one stop each; arrow keys move within them.
      .filter((element) => element.closest("[role=gridcell], [role=tablist]") === null)
      .map((element) => element.outerHTML.slice(0, 160)),
  );
