import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { drawing } from "../../test/support/media/pictures.ts";
import { newTeam } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

inBrowser("a link copied in a private library", () => {
  test("says until when it works, which is as long as chosen", async () => {
    const team = await newTeam(app, services);
    const { hills } = await bring(await agentOfTeam(app, team), {
      "hills.jpg": await drawing(1200, 900).jpeg().toBuffer(),
    });
    await team.owner.call("setLibraryPrivacy", {
      organizationId: team.organizationId,
      libraryId: "pictures",
      private: true,
      linkSeconds: 3600,
    });
    const page = await visit({ as: team.viewer });
    await page.goto(`/app/${team.organizationId}/pictures/${hills}`);
    const copied = async (label: string): Promise<string> => {
      await page.getByRole("button", { name: label, exact: true }).click();
      await page.getByRole("button", { name: "Copied" }).waitFor();
      await page.getByRole("button", { name: "Copied" }).waitFor({ state: "detached" });
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const lifetime = page.getByLabel("Links work for");
    await lifetime.waitFor();
    await page.getByText(/^Anyone with a copied link can see this file until /).waitFor();
    expect(secondsLeft(await copied("Link"))).toBeLessThanOrEqual(3600);

    await lifetime.selectOption({ label: "7 days" });
    const link = await copied("Link");
    await page.getByText(`until ${await endIn(page, link)}.`).waitFor();
    expect(await barriers(page)).toEqual([]);
    const html = (await copied("HTML")).replaceAll("&amp;", "&");
    const markdown = await copied("Markdown");
    expect(markdown).toContain(`(${link})`);
    const links = [...new Set(html.match(/https?:[^" ]+/g))];
    expect(links.length).toBeGreaterThan(2);
    for (const one of [link, await copied("Sized link"), ...links]) {
      expect(Math.abs(secondsLeft(one) - 7 * 86_400), one).toBeLessThan(120);
      expect((await page.request.get(one)).status(), one).toBe(200);
    }
  });
});

const endOf = (link: string) => Number(new URL(link).searchParams.get("expires")) * 1000;
const secondsLeft = (link: string) => (endOf(link) - Date.now()) / 1000;

/** The end of a link as the page writes it. */
const endIn = (page: Page, link: string) =>
  page.evaluate(
    (at) => new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" }).format(at),
    endOf(link),
  );
