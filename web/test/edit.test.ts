import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { drawing } from "../../test/support/media/pictures.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

const dialog = (page: Page) => page.getByRole("dialog", { name: "Edit picture" });
const button = (page: Page, name: string) => dialog(page).getByRole("button", { name, exact: true });
const size = (page: Page, text: string) => page.getByText(`${text} pixels`).waitFor();

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("editing a picture", () => {
  let team: Team;
  let ids: Record<string, string>;
  const library = () => `/app/${team.organizationId}/pictures`;
  const place = () => ({ organizationId: team.organizationId, libraryId: "pictures" });
  const stored = async () => (await team.owner.call("getAsset", { ...place(), assetId: ids.hills })).data;
  const openEditor = async (page: Page) => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Edit picture" }).click();
    await dialog(page).locator("canvas").waitFor();
  };
  const edit = async (visitor = {}) => {
    const page = await visit({ as: team.editor, ...visitor });
    await page.goto(`${library()}/${ids.hills}`);
    await page.getByRole("dialog", { name: "hills" }).waitFor();
    await openEditor(page);
    return page;
  };
  const save = async (page: Page) => {
    await button(page, "Save").click();
    await dialog(page).waitFor({ state: "detached" });
  };

  beforeEach(async () => {
    team = await newTeam(app, services);
    ids = await bring(await agentOfTeam(app, team), {
      "hills.jpg": await drawing(1200, 900).jpeg().toBuffer(),
    });
  });

  test("rotates, mirrors and crops it; the page and the grid show that; and it is reverted", async () => {
    const page = await edit();
    expect(await barriers(page)).toEqual([]);
    await button(page, "Rotate right").click();
    await button(page, "Mirror horizontally").click();
    const canvas = dialog(page).locator("canvas");
    await page.waitForFunction(() => {
      const shown = document.querySelector("[role=dialog] form canvas");
      return shown instanceof HTMLCanvasElement && shown.width === 900 && shown.height === 1200;
    });
    const box = await canvas.boundingBox();
    if (!box) throw new Error("The picture is not shown.");
    // From the bottom right corner to the middle.
    await page.mouse.move(box.x + box.width - 1, box.y + box.height - 1);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await save(page);
    await page.getByText("1,200 × 900 pixels").waitFor({ state: "detached" });

    const { edits, width, height, thumbUrl } = await stored();
    expect(edits).toMatchObject({ rotate: 90, flip: "h", focalPoint: null, crop: { x: 0, y: 0 } });
    for (const side of ["width", "height"] as const) expect(edits.crop[side]).toBeCloseTo(0.5, 1);
    await size(page, `${width} × ${height}`);
    await page.getByRole("button", { name: "Back to library" }).click();
    await page.locator(`[role=gridcell] img[data-shown][srcset*="${thumbUrl}"]`).waitFor();

    await page.getByRole("gridcell", { name: "hills" }).click();
    await openEditor(page);
    await button(page, "Revert to original").click();
    await dialog(page).waitFor({ state: "detached" });
    await size(page, "1,200 × 900");
    expect((await stored()).edits).toBeNull();
  });

  test("crops by the keyboard alone", async () => {
    const page = await edit();
    await button(page, "Right edge of the crop. Move it with the arrow keys.").focus();
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press("Control+ArrowLeft");
    await button(page, "Remove crop").waitFor();
    await save(page);
    await page.getByText("1,200 × 900 pixels").waitFor({ state: "detached" });
    const { edits } = await stored();
    expect(edits.crop).toMatchObject({ x: 0, y: 0, height: 1 });
    expect(edits.crop.width).toBeLessThan(0.7);
  });

  test("sets the focal point by a click and moves it by the arrow keys, and Ctrl Z removes it", async () => {
    const page = await edit({ dark: true });
    await dialog(page).getByRole("radio", { name: "Focal point" }).check();
    const point = dialog(page).getByRole("button", { name: /^Focal point\. / });
    const box = await point.boundingBox();
    if (!box) throw new Error("The picture is not shown.");
    await point.click({ position: { x: box.width / 4, y: box.height / 2 } });
    await page.getByText("25% from the left, 50% from the top.", { exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("ArrowUp");
    await page.getByText("35% from the left, 49% from the top.", { exact: true }).waitFor();
    await save(page);
    const { focalPoint, crop } = (await stored()).edits;
    expect(crop).toBeNull();
    expect(focalPoint.x).toBeCloseTo(0.35, 1);
    expect(focalPoint.y).toBeCloseTo(0.49, 1);
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await stored()).edits).toBeNull();
  });

  test("works in a private library, whose links are signed", async () => {
    await team.owner.call("setLibraryPrivacy", { ...place(), private: true });
    const page = await edit({ phone: true });
    expect(await barriers(page)).toEqual([]);
    await button(page, "Rotate left").click();
    await save(page);
    expect((await stored()).edits).toMatchObject({ rotate: 270, flip: null, crop: null });
  });

  test("is not offered to viewers", async () => {
    const page = await visit({ as: team.viewer });
    await page.goto(`${library()}/${ids.hills}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).waitFor();
    expect(await page.getByRole("menuitem", { name: "Edit picture" }).count()).toBe(0);
  });
});
