import { expect, test } from "vitest";
import { signedIn } from "../../test/support/browser.ts";
import { newTeam } from "../../test/support/team.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();
// The first person of a server gets an organization of their own.
await signedIn(app, services, "first@example.com");
const shots = process.env.SHOTS;

inBrowser("deleting an account", () => {
  test.each([
    { dark: false, phone: false },
    { dark: true, phone: true },
  ])("a person hands over what they alone own, types their address, and is signed out: %j", async (how) => {
    const team = await newTeam(app, services);
    const page = await visit({ ...how, as: team.owner });
    await page.goto("/account");
    await page.getByRole("button", { name: "Delete account" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Team", { exact: true }).waitFor();
    const confirm = dialog.getByRole("button", { name: "Delete account" });
    await dialog.getByLabel(/to confirm/i).fill(team.emails.owner);
    expect(await confirm.isDisabled()).toBe(true);
    if (shots) await page.screenshot({ path: `${shots}/delete-${how.dark}.png` });
    expect(await barriers(page)).toEqual([]);
    await dialog.getByLabel("Team", { exact: true }).selectOption(team.accountIds.editor);
    await confirm.click();
    await page.waitForURL("**/sign-in");
    await page.getByText("Your account was deleted.").waitFor();
    expect((await team.owner.call("getAccount")).status).toBe(401);
    expect((await team.editor.call("getAccount")).data.organizations).toMatchObject([{ role: "owner" }]);
  });
});
