import { beforeAll, expect, test } from "vitest";
import { drawing } from "../../test/support/media/pictures.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { barriers, inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

inBrowser("a private library", () => {
  let team: Team;
  let ids: Record<string, string>;

  beforeAll(async () => {
    team = await newTeam(app, services);
    ids = await bring(await agentOfTeam(app, team), {
      "hills.jpg": await drawing(1200, 900).jpeg().toBuffer(),
    });
  });

  test("an owner makes it private in the settings, and the app shows its pictures by links that expire", async () => {
    const page = await visit({ as: team.owner });
    await page.goto(`/app/${team.organizationId}/-/settings`);
    await page.getByRole("button", { name: /^Actions for / }).click();
    await page.getByRole("menuitem", { name: "Privacy" }).click();
    await page.getByLabel("Private library").check();
    await page.getByLabel("Links work for").selectOption({ label: "1 hour" });
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/is private\.$/).waitFor();
    await page.getByText(/^Private · 1 file/).waitFor();

    await page.goto(`/app/${team.organizationId}/pictures`);
    await page.getByText("Private", { exact: true }).waitFor();
    const shown = page.getByRole("gridcell").getByRole("img");
    await shown.waitFor();
    await settled(page);
    const { loaded, source } = await shown.evaluate((image: HTMLImageElement) => ({
      loaded: image.complete && image.naturalWidth > 0,
      source: image.currentSrc,
    }));
    expect(loaded).toBe(true);
    expect(source).toMatch(/\?expires=\d+&s=[\w-]{43}$/);
    const [open, closed] = await page.evaluate(
      (link) => Promise.all([link, link.replace(/\?.*/, "")].map(async (one) => (await fetch(one)).status)),
      source,
    );
    expect([open, closed]).toEqual([200, 404]);

    await page.goto(`/app/${team.organizationId}/pictures/${ids.hills}`);
    const save = page.getByRole("link", { name: "Download" });
    await save.waitFor();
    expect(await save.getAttribute("href")).toMatch(/\?expires=\d+&s=[\w-]{43}&download$/);
    expect(await barriers(page)).toEqual([]);
  });
});
