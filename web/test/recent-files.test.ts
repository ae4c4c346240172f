import { expect, test } from "vitest";
import { drawing } from "../../test/support/media/pictures.ts";
import { newTeam } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

inBrowser("a recent file in the command palette", () => {
  test("is offered without its thumbnail after the link to that stopped working", async () => {
    const team = await newTeam(app, services);
    const { organizationId, owner } = team;
    await bring(await agentOfTeam(app, team), { "hills.jpg": await drawing(1200, 900).jpeg().toBuffer() });
    const library = { organizationId, libraryId: "pictures" };
    await owner.call("setLibraryPrivacy", { ...library, private: true, linkSeconds: 3600 });

    const page = await visit({ as: team.viewer });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
    const hills = page.getByRole("option", { name: "hills" });
    const openPalette = async () => {
      await page.goto(`/app/${organizationId}/-/memory`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").waitFor();
    };
    await openPalette();
    await page.keyboard.type("hills");
    await hills.click();
    await page.getByRole("dialog", { name: "hills" }).waitFor();

    await openPalette();
    await hills.locator("img").waitFor();
    await owner.call("rotateLinkKey", { organizationId, formerDays: 0 });
    await openPalette();
    await hills.locator("svg").waitFor();
    expect(await hills.locator("img").count()).toBe(0);
    await hills.click();
    await page.getByRole("dialog", { name: "hills" }).waitFor();
  });
});
