import { afterAll, expect, test } from "vitest";
import { oidcProvider } from "../../test/support/oidc-provider.ts";
import { freePort } from "../../test/support/processes/free-port.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const port = await freePort();
const provider = await oidcProvider(`http://localhost:${port}`);
afterAll(() => provider.stop());
const { visit } = await webApp({ port, config: { oidc: provider.settings } });

inBrowser("single sign-on", () => {
  test("a person signs in at the provider, gives a name once, and lands on the page that they wanted", async () => {
    provider.person = { sub: "ada", email: "ada@example.com", email_verified: true, name: "Ada Lovelace" };
    const page = await visit({ leavesFor: provider.issuer });
    await page.goto("/account");
    await page.getByRole("button", { name: "Sign in with Acme" }).click();
    await page.getByRole("heading", { name: "What's your name?" }).waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Ada Lovelace");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your account", exact: true }).waitFor();
    await page.getByText("ada@example.com").first().waitFor();
  });

  test.each([
    { dark: false, phone: false },
    { dark: true, phone: true },
  ])("why it failed is said on the sign-in page, which stays accessible: %j", async (how) => {
    provider.person = { sub: "eve", email: "eve@example.com", email_verified: false };
    const page = await visit({ ...how, leavesFor: provider.issuer });
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with Acme" }).click();
    await page.getByRole("alert").getByText("Your email address isn't verified there.").waitFor();
    await page.getByRole("button", { name: "Sign in with Acme" }).waitFor();
    expect(await barriers(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/sso-${how.dark}.png` });
  });
});
