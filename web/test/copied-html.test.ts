import { expect, test } from "vitest";
import { picture } from "../../test/support/files.ts";
import { newTeam } from "../../test/support/team.ts";
import { htmlOf } from "../src/asset/sized-links.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

inBrowser("the HTML of a picture", () => {
  test("fits a phone, and is sharp on a wide screen", async () => {
    const team = await newTeam(app, services);
    const { dusk } = await bring(await agentOfTeam(app, team), {
      "dusk.png": await picture("teal", 3000, 2000),
    });
    const { organizationId, owner } = team;
    const { data } = await owner.call("getAsset", { organizationId, libraryId: "pictures", assetId: dusk });
    const html = htmlOf(data);
    for (const [width, deviceScaleFactor, chosen] of [
      [390, 1, data.sizes["400"]],
      [390, 3, data.sizes["1600"]],
      [1440, 1, data.sizes["1600"]],
      [1440, 2, data.url],
    ] as const) {
      const page = await visit();
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Emulation.setDeviceMetricsOverride", {
        ...{ width, height: 900, deviceScaleFactor, mobile: false },
      });
      await page.setContent(`<!doctype html><body style="margin:0">${html}`);
      await page.waitForFunction(() => document.images[0]?.complete && document.images[0].naturalWidth > 0);
      const shown = await page.evaluate(() => {
        const { currentSrc, clientWidth, clientHeight } = document.images[0] as HTMLImageElement;
        return { currentSrc, clientWidth, proportion: Math.round((clientWidth / clientHeight) * 100) / 100 };
      });
      expect(shown).toEqual({ currentSrc: chosen, clientWidth: width, proportion: 1.5 });
    }
  });
});
