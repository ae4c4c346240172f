import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { firstVersion, newAgent } from "../../test/support/agent.ts";
import { signedIn, signInMailTo } from "../../test/support/browser.ts";
import { picture } from "../../test/support/files.ts";
import { newTeam } from "../../test/support/team.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.keyboard.press("Enter");
  await page.getByLabel("6-digit code").waitFor();
  await page.getByLabel("6-digit code").fill((await signInMailTo(services, email)).code);
  await page.getByRole("button", { name: "Skip" }).click();
}

inBrowser("claiming", () => {
  test("shows the library before signing in, and only the first person gets it", async () => {
    const agent = await newAgent(app, "Holidays");
    await agent.upload({ "beach.png": await picture() });
    const path = new URL(agent.claimUrl).pathname;
    const second = await visit({ as: await signedIn(app, services, "second@example.com") });
    await second.goto(path);
    await second.getByRole("button", { name: "Claim for second@example.com" }).waitFor();

    const first = await visit();
    await first.goto(path);
    await first.getByRole("heading", { name: "Holidays" }).waitFor();
    await first.getByText("1 file.").waitFor();
    await signIn(first, "first@example.com");
    await first.getByRole("button", { name: "Claim for first@example.com" }).click();
    await first.waitForURL(`**/app/${agent.organizationId}/**`);

    await second.getByRole("button", { name: "Claim for second@example.com" }).click();
    await second.getByText("Someone else has already claimed this").waitFor();
  });

  test("a person who did not open the claim link is told what waits for them", async () => {
    const account = await signedIn(app, services, "newcomer@example.com");
    await app.inject({
      ...{ method: "POST", url: "/libraries", headers: { "api-version": firstVersion } },
      payload: { email: "newcomer@example.com", name: "Holidays" },
    });
    const page = await visit({ as: account });
    await page.goto("/");
    await page.getByRole("heading", { name: "Ready to claim" }).waitFor();
    await page.getByText("Holidays").waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test("only the invited address can answer an invitation", async () => {
    const { organizationId, owner } = await newTeam(app, services);
    const email = "invited@example.com";
    const { data } = await owner.call("inviteMember", { organizationId, email, role: "viewer" });
    const page = await visit({ phone: true, as: await signedIn(app, services, "other@example.com") });
    await page.goto(`/invitations/${data.id}`);
    await page.getByRole("button", { name: "Sign in with a different address" }).click();
    await signIn(page, email);
    await page.getByRole("button", { name: "Accept" }).click();
    await page.waitForURL(`**/app/${organizationId}/**`);
  });
});

inBrowser("the command palette", () => {
  test("finds and opens an asset of any library without a mouse", async () => {
    const agent = await newAgent(app, "Harbours");
    await agent.upload({ "lighthouse.png": await picture() });
    const account = await signedIn(app, services, "keys@example.com");
    await account.call("claimOrganization", { token: agent.claimUrl.split("/").at(-1) });
    const page = await visit({ as: account });
    await page.goto(`/app/${agent.organizationId}/-/memory`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.type("lighth");
    await page.getByRole("option", { name: "lighthouse" }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/app/${agent.organizationId}/harbours/*`);
    await page.getByRole("dialog", { name: "Search or jump to" }).waitFor({ state: "detached" });
    await page.getByRole("dialog", { name: "lighthouse" }).waitFor();
  });
});
