import { beforeAll, expect, test } from "vitest";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

inBrowser("on a phone", () => {
  let team: Team;

  beforeAll(async () => {
    team = await newTeam(app, services);
    await team.owner.call("createLibrary", { organizationId: team.organizationId, name: "Holidays" });
  });

  test("the menu opens a library, and uploads, selection by long press and tags work", async () => {
    const page = await visit({ phone: true, as: team.editor });
    await page.goto(`/app/${team.organizationId}/-/memory`);
    await page.getByRole("button", { name: "Menu" }).tap();
    await page
      .getByRole("dialog")
      .getByRole("link", { name: /Holidays/ })
      .tap();
    await page.waitForURL("**/holidays");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Upload" }).tap();
    const file = async (name: string) => ({ name, mimeType: "image/png", buffer: await picture() });
    await (await chooser).setFiles([await file("beach.png"), await file("sunset.png")]);
    await page.getByText("Uploaded 2 files", { exact: true }).waitFor();
    await page.getByRole("region", { name: "Uploads" }).getByRole("button", { name: "Close" }).tap();
    await page.getByRole("gridcell", { name: "beach" }).locator("img[data-shown]").waitFor();
    await page.getByRole("gridcell", { name: "sunset" }).locator("img[data-shown]").waitFor();

    const box = await page.getByRole("gridcell", { name: "beach" }).boundingBox();
    const point = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 60 };
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
    await page.getByText("1 selected").waitFor();
    await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.getByRole("gridcell", { name: "sunset" }).tap();
    await page.getByText("2 selected").waitFor();

    await page.getByRole("button", { name: "Tag", exact: true }).tap();
    await page.getByRole("combobox", { name: "Tags" }).fill("Crete");
    await page.getByRole("option", { name: "New tag “Crete”" }).tap();
    await page.getByRole("button", { name: "Add tags" }).tap();
    await page.getByText("2 files tagged.").waitFor();
    const list = { organizationId: team.organizationId, libraryId: "holidays" };
    const { data } = await team.owner.call("listTags", { ...list, limit: 10 });
    expect(data).toMatchObject([{ id: "Crete", count: 2 }]);

    await page.getByRole("button", { name: "Clear selection" }).tap();
    await page.getByRole("gridcell", { name: "beach" }).tap();
    await page.getByRole("dialog", { name: "beach" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});
