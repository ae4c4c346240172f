import type { Page } from "playwright-core";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { barriers, inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

const takenAt = (DateTimeOriginal: string): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "teal" } })
    .withExif({ IFD2: { DateTimeOriginal } })
    .jpeg()
    .toBuffer();

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("a library by date taken", () => {
  let team: Team;
  const open = async (search: string, how: { dark?: boolean; phone?: boolean } = {}) => {
    const page = await visit({ as: team.editor, ...how });
    await page.goto(`/app/${team.organizationId}/pictures${search}`);
    await page.getByRole("gridcell").first().waitFor();
    await settled(page);
    return page;
  };
  const headings = (page: Page) => page.getByRole("rowheader").allTextContents();
  const order = async (page: Page) => {
    const seen = page.getByRole("grid").locator("[role=rowheader], [role=gridcell] p");
    return seen.allTextContents();
  };

  beforeAll(async () => {
    team = await newTeam(app, services);
    await bring(await agentOfTeam(app, team), {
      "june.jpg": await takenAt("2024:06:01 00:00:00"),
      "late may.jpg": await takenAt("2024:05:31 23:59:59"),
      "drawing.png": await picture("gold"),
      "may.jpg": await takenAt("2024:05:02 10:00:00"),
      "march.jpg": await takenAt("2019:03:09 10:00:00"),
    });
  });

  test("shows months with how many files each has, and at the end what has no date", async () => {
    const page = await open("");
    expect(await headings(page)).toEqual([]);
    await page.getByLabel("Order").selectOption("Latest taken");
    await expect
      .poll(() => order(page))
      .toEqual([
        ...["June 20241", "june", "May 20242", "late may", "may"],
        ...["March 20191", "march", "No date1", "drawing"],
      ]);
    await page.getByLabel("Order").selectOption("Earliest taken");
    await expect
      .poll(() => order(page))
      .toEqual([
        ...["March 20191", "march", "May 20242", "may", "late may"],
        ...["June 20241", "june", "No date1", "drawing"],
      ]);
  });

  test("shows days for large pictures", async () => {
    const page = await open("?sort=taken_newest");
    await page.getByLabel("Thumbnail size").selectOption("Large");
    await expect
      .poll(() => headings(page))
      .toEqual([
        "Saturday, June 1, 20241",
        "Friday, May 31, 20241",
        "Thursday, May 2, 20241",
        "Saturday, March 9, 20191",
      ]);
  });

  test("arrows lead from one month to the next, and a search has headings too", async () => {
    const page = await open("?sort=taken_newest&q=may");
    expect(await headings(page)).toEqual(["May 20242"]);
    await page.goto(page.url().replace("&q=may", ""));
    await page.getByRole("gridcell", { name: "june" }).focus();
    for (const name of ["late may", "march", "drawing"]) {
      await page.keyboard.press("ArrowDown");
      expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(name);
    }
  });

  test("filters from one day to another, in the URL too", async () => {
    const page = await open("");
    await page.getByRole("button", { name: "Date taken" }).click();
    await page.getByLabel("From").fill("2024-05-02");
    await page.getByLabel("To", { exact: true }).fill("2024-05-31");
    await page.keyboard.press("Escape");
    await page.getByText("2 found").filter({ visible: true }).first().waitFor();
    await page.getByRole("button", { name: "Date taken: May 2, 2024 – May 31, 2024" }).waitFor();
    await page.reload();
    await page.getByText("2 found").filter({ visible: true }).first().waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("gridcell", { name: "drawing" }).waitFor();
  });

  test.each([
    ["light", {}],
    ["dark, on a phone", { dark: true, phone: true }],
  ])("has no barriers: %s", async (_, how) => {
    const page = await open("?sort=taken_newest&takenFrom=2019-01-01", how);
    await page.getByRole("rowheader").first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: /^Date taken/ }).click();
    await page.getByLabel("From", { exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
