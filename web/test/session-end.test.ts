import { expect, test } from "vitest";
import { newAgent } from "../../test/support/agent.ts";
import { signedIn, signInMailTo } from "../../test/support/browser.ts";
import { picture } from "../../test/support/files.ts";
import { inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

/** A page in an organization with one picture, opened with the palette. */
async function openPage(email: string) {
  const agent = await newAgent(app, "Harbours");
  await agent.upload({ "lighthouse.png": await picture() });
  const account = await signedIn(app, services, email);
  await account.call("claimOrganization", { token: agent.claimUrl.split("/").at(-1) });
  const page = await visit({ as: account });
  await page.goto(`/app/${agent.organizationId}/-/memory`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("lighth");
  await page.getByRole("option", { name: "lighthouse" }).click();
  await page.waitForURL(`**/app/${agent.organizationId}/harbours/*`);
  return page;
}

inBrowser("the end of a session", () => {
  test("signing out removes all data from the browser", async () => {
    const page = await openPage("leaves@example.com");
    const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(await kept()).toContain("lighthouse");
    await page.goto("/account");
    await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await page.waitForURL("**/sign-in");
    expect(await kept()).not.toMatch(/lighthouse|harbours/);
  });

  test("signing out in one tab closes the pages in the others, and signing in reopens them", async () => {
    const page = await openPage("tabs@example.com");
    const address = page.url();
    const other = await page.context().newPage();
    await other.goto("/account");
    await other.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await page.waitForURL("**/sign-in?to=*");
    expect(await page.getByText("lighthouse").count()).toBe(0);
    await other.getByLabel("Email address").fill("tabs@example.com");
    await other.keyboard.press("Enter");
    await other.getByLabel("6-digit code").waitFor();
    const { token } = await signInMailTo(services, "tabs@example.com");
    const third = await page.context().newPage();
    await third.goto(`/sign-in/${token}`);
    await third.getByRole("button", { name: "Skip" }).click();
    await Promise.all([other, third].map((tab) => tab.waitForURL("**/app/**")));
    await page.waitForURL(address);
    await third.goto(`/sign-in/${token}`); // used up
    await third.waitForURL("**/app/**");
  });

  test("an open page asks to sign in when its session was ended elsewhere", async () => {
    const page = await openPage("elsewhere@example.com");
    // A page that sends no requests without user action.
    await page.goto(page.url().replace(/harbours.*$/, "-/webhooks"));
    await settled(page);
    const other = await signedIn(app, services, "elsewhere@example.com");
    await other.call("revokeOtherSessions", {});
    await page.waitForURL("**/sign-in?to=*");
    await page.getByLabel("Email address").waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("lighthouse");
  });
});
