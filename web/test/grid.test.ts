import type { Page } from "playwright-core";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { warnings } from "../../src/media/decode/imperfect.ts";
import { drawnPdf, movie, pdf, picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { texts } from "../src/texts/texts.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { barriers, inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();
const t = texts.library;

/** A picture of a bar in one colour on a transparent background. */
const logo = (colour: string): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg width="600" height="600"><rect y="200" width="600" height="200" fill="${colour}"/></svg>`,
    ),
  )
    .png()
    .toBuffer();

/** A JPEG without its end. */
const cutJpeg = async (): Promise<Buffer> =>
  (
    await sharp(await picture("teal", 500, 300))
      .jpeg()
      .toBuffer()
  ).subarray(0, -2);

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("the grid", () => {
  let team: Team;
  const cell = (page: Page, name: string) => page.getByRole("gridcell", { name, exact: true });
  const open = async (how: { dark?: boolean; phone?: boolean } = {}) => {
    const page = await visit({ as: team.editor, ...how });
    await page.goto(`/app/${team.organizationId}/pictures`);
    await cell(page, "tiny").waitFor();
    await settled(page);
    return page;
  };

  beforeAll(async () => {
    team = await newTeam(app, services);
    await bring(await agentOfTeam(app, team), {
      "tall.png": await picture("olive", 300, 600),
      "wide.png": await picture("navy", 900, 450),
      "manual.pdf": pdf,
      "poster.pdf": drawnPdf,
      "film.mp4": movie(),
      "black.png": await logo("black"),
      "white.png": await logo("white"),
      "tiny.png": await picture("maroon", 8, 8),
      "cut.jpg": await cutJpeg(),
    });
  });

  test.each([
    ["light", "white"],
    ["light", "black"],
    ["dark", "white"],
    ["dark", "black"],
  ])("in the %s theme a transparent logo in %s is visible", async (theme, colour) => {
    const page = await open({ dark: theme === "dark" });
    const image = cell(page, colour).locator("img[data-shown]");
    await image.waitFor();
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    const { data, info } = await sharp(await image.screenshot())
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const row = (y: number) => data.subarray(y * info.width, (y + 1) * info.width).slice(10, -10);
    const ink = row(Math.floor(info.height / 2))[0] as number;
    const furthest = Math.max(...row(Math.floor(info.height / 6)).map((grey) => Math.abs(grey - ink)));
    expect(furthest).toBeGreaterThan(50);
  });

  test("shows a tiny picture in its own size, and an icon for files without a picture", async () => {
    const page = await open();
    const fit = await cell(page, "tiny")
      .locator("img")
      .evaluate((image) => getComputedStyle(image).objectFit);
    expect(fit).toBe("scale-down");
    await cell(page, "MP4 film").waitFor();
    await cell(page, "PDF manual").waitFor();
  });

  test("shows pictures in their own proportions if chosen, and remembers it", async () => {
    const page = await open();
    const proportion = async (name: string) => {
      const box = await cell(page, name).locator("a").boundingBox();
      return (box?.width ?? 0) / (box?.height ?? 1);
    };
    expect(await proportion("wide")).toBeCloseTo(1);
    await page.getByRole("button", { name: t.proportions }).click();
    await expect.poll(() => proportion("wide")).toBeCloseTo(2, 1);
    expect(await proportion("tall")).toBeCloseTo(0.5, 1);
    await cell(page, "tiny").focus();
    await page.keyboard.press("End");
    expect(await cell(page, "tall").evaluate((it) => it === document.activeElement)).toBe(true);
    await page.reload();
    await cell(page, "tall").waitFor();
    await expect.poll(() => proportion("wide")).toBeCloseTo(2, 1);
    expect(await barriers(page)).toEqual([]);
  });

  test("marks a picture whose file is damaged, and its page says what is wrong", async () => {
    for (const how of [{}, { dark: true }, { phone: true }]) {
      const page = await open(how);
      const marked = page.getByRole("gridcell", { name: `cut, ${warnings.endsEarly}`, exact: true });
      await marked.getByTitle(warnings.endsEarly).waitFor();
      expect(await page.getByTitle(warnings.endsEarly).count()).toBe(1);
      expect(await barriers(page)).toEqual([]);
      await marked.click();
      await page.getByRole("dialog", { name: "cut" }).waitFor();
      if (how.phone) await page.getByRole("button", { name: "Details" }).click();
      await page.getByRole("complementary", { name: "Details" }).getByText(warnings.endsEarly).waitFor();
      expect(await barriers(page)).toEqual([]);
    }
  });

  test("shows the first page of a PDF, and the whole of it on its page", async () => {
    for (const how of [{}, { dark: true }, { phone: true }]) {
      const page = await open(how);
      const poster = cell(page, "PDF poster");
      await poster.locator("img[data-shown]").waitFor();
      await poster.click();
      await page.getByRole("dialog", { name: "poster" }).waitFor();
      const inline = await page.evaluate(() => navigator.pdfViewerEnabled);
      const viewer = page.locator('object[type="application/pdf"]');
      if (inline) await viewer.waitFor();
      else await page.getByRole("link", { name: texts.asset.openPdf }).waitFor();
      expect(await barriers(page)).toEqual([]);
    }
  });
});
