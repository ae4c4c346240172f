import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { signedIn, signInMailTo } from "../../test/support/browser.ts";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit, origin } = await webApp();
const scriptBytesMax = 200_000;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("an open page", () => {
  let team: Team;
  let bringOne: (name: string) => Promise<unknown>;
  const library = () => `/app/${team.organizationId}/pictures`;
  const open = async (): Promise<Page> => {
    const page = await visit({ as: team.editor });
    await page.goto(library());
    await page.getByRole("gridcell", { name: "heron" }).waitFor();
    return page;
  };

  beforeEach(async () => {
    team = await newTeam(app, services);
    const agent = await agentOfTeam(app, team);
    bringOne = async (name) => bring(agent, { [`${name}.png`]: await picture() });
    await bringOne("heron");
  });

  test("says that it is offline, stays usable, and updates when it is online again", async () => {
    const page = await open();
    const notice = page.getByText("You're offline. What you see may be out of date.");
    await page.context().setOffline(true);
    await notice.waitFor();
    await page.getByRole("gridcell", { name: "heron" }).waitFor();
    await bringOne("gull");
    expect(await page.getByRole("gridcell", { name: "gull" }).count()).toBe(0);
    await page.context().setOffline(false);
    await notice.waitFor({ state: "detached" });
    await page.getByRole("gridcell", { name: "gull" }).waitFor();
  });

  test("shows what changed between its first answers and the opening of its event stream", async () => {
    const page = await visit({ as: team.editor });
    const { promise: mayOpen, resolve: open } = Promise.withResolvers<void>();
    await page.route("**/api/app/events*", async (route) => {
      await mayOpen;
      await route.continue();
    });
    await page.goto(library());
    await page.getByRole("gridcell", { name: "heron" }).waitFor();
    await bringOne("gull");
    expect(await page.getByRole("gridcell", { name: "gull" }).count()).toBe(0);
    open();
    await page.getByRole("gridcell", { name: "gull" }).waitFor();
  });

  test("says that it cannot load offline, and can be retried", async () => {
    const page = await open();
    await page.route("**/api/app/**", (route) => route.abort("internetdisconnected"));
    await page.getByLabel("Search this library").fill("her");
    await page.getByText("Can't reach the server. Check your connection.").waitFor({ timeout: 60_000 });
    await page.unroute("**/api/app/**");
    await page.getByRole("button", { name: "Try again" }).first().click();
    await page.getByRole("gridcell", { name: "heron" }).locator("mark").waitFor();
  });

  test("asks to sign in when its session ends elsewhere, and returns to the same place", async () => {
    const page = await open();
    await page.getByLabel("Kind").selectOption("image");
    await page.waitForURL(/kind=image/);
    const elsewhere = await signedIn(app, services, team.emails.editor);
    await elsewhere.call("revokeOtherSessions");
    await page.waitForURL("**/sign-in?*");
    await page.getByLabel("Email address").fill(team.emails.editor);
    await page.keyboard.press("Enter");
    await page.getByLabel("6-digit code").waitFor();
    await page.getByLabel("6-digit code").fill((await signInMailTo(services, team.emails.editor)).code);
    await page.getByRole("button", { name: "Skip" }).click();
    await page.waitForURL((url) => url.pathname === library() && url.searchParams.get("kind") === "image");
    await page.getByRole("gridcell", { name: "heron" }).waitFor();
  });

  test("of a library loads at most 200 kB of compressed script, all from this server", async () => {
    const page = await visit({ as: team.editor });
    const scripts = new Map<string, number>();
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (!pathname.startsWith("/web/") || !pathname.endsWith(".js")) return;
      scripts.set(pathname, Number(response.headers()["content-length"]));
    });
    await page.goto(`${origin}${library()}`);
    await page.getByRole("gridcell", { name: "heron" }).locator("img[data-shown]").waitFor();
    await settled(page);
    const total = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total, [...scripts].join("\n")).toBeLessThanOrEqual(scriptBytesMax);
  });
});
