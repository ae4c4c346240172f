import { beforeAll, expect, test } from "vitest";
import { fillLibrary } from "../../bench/corpus.ts";
import { type Browser, signedIn } from "../../test/support/browser.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { app, services, visit, database } = await webApp({ workers: false });
const count = 10_000;
const cellsMax = 150;

inBrowser("a library of 10,000 assets", () => {
  let owner: Browser;
  let organizationId: string;

  beforeAll(async () => {
    owner = await signedIn(app, services, "owner@example.com");
    organizationId = (await owner.call("getAccount")).data.organizations[0].id;
    await fillLibrary(database, count);
  });

  test("scrolls to its end, and renders only the rows in view", async () => {
    const page = await visit({ as: owner });
    await page.goto(`/app/${organizationId}/pictures`);
    await page.getByText("10,000 files").waitFor();
    const cells = page.getByRole("gridcell");
    await cells.first().focus();
    await page.keyboard.press("End");
    const last = page.locator(`[data-position="${count - 1}"]`);
    await last.waitFor();
    await page.waitForFunction(
      (at) => document.activeElement?.getAttribute("data-position") === `${at}`,
      count - 1,
    );
    expect(await cells.count()).toBeLessThan(cellsMax);

    const list = { organizationId, libraryId: "pictures", tags: [], pageSize: 1 };
    const { assets } = (await owner.call("browseAssets", { ...list, sort: "oldest", page: 1 })).data;
    await page.getByRole("gridcell", { name: assets[0].name }).and(last).waitFor();

    const middle = page.locator('main [role="grid"]');
    await middle.evaluate((grid) => {
      const scroller = grid.closest(".overflow-y-auto") as Element;
      scroller.scrollTop = scroller.scrollHeight / 2;
    });
    await page.waitForFunction(
      ([from, to]) =>
        [...document.querySelectorAll('[role="gridcell"][aria-selected]')].some((cell) => {
          const at = Number(cell.getAttribute("data-position"));
          return at > (from as number) && at < (to as number);
        }),
      [count * 0.45, count * 0.55],
    );
    expect(await cells.count()).toBeLessThan(cellsMax);
  });
});
