import { expect, test } from "vitest";
import { signInMailTo } from "../../test/support/browser.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { services, visit, origin } = await webApp();

inBrowser("signing in", () => {
  test("after the code from the email, the first visitor of a fresh server gives a name and sees the welcome page", async () => {
    const page = await visit();
    await page.goto("/");
    await page.getByLabel("Email address").fill("ada@example.com");
    await page.getByRole("button", { name: "Email me a link" }).click();
    await page.getByLabel("6-digit code").waitFor();
    await page.getByLabel("6-digit code").fill((await signInMailTo(services, "ada@example.com")).code);
    await page.getByRole("heading", { name: "What's your name?" }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel("Name").fill("Ada Lovelace");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/app/home/**");
    await page.goto("/account");
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>("[autocomplete=name]")?.value === "Ada Lovelace",
    );
  });

  test("the link in the email signs in once, and opens the page that the person wanted", async () => {
    const page = await visit();
    await page.goto("/account");
    await page.getByLabel("Email address").fill("bob@example.com");
    await page.getByRole("button", { name: "Email me a link" }).click();
    await page.getByLabel("6-digit code").waitFor();
    const link = `/sign-in/${(await signInMailTo(services, "bob@example.com")).token}`;
    await page.goto(link);
    await page.getByRole("button", { name: "Skip" }).click();
    await page.waitForURL("**/account");
    const other = await visit();
    await other.goto(link);
    await other.getByRole("alert").getByText("already used").waitFor();
  });

  test("a link requested in another browser asks before it signs in", async () => {
    const asking = await visit();
    await asking.goto("/sign-in");
    await asking.getByLabel("Email address").fill("phone@example.com");
    await asking.keyboard.press("Enter");
    await asking.getByLabel("6-digit code").waitFor();
    const elsewhere = await visit({ phone: true });
    await elsewhere.goto(`/sign-in/${(await signInMailTo(services, "phone@example.com")).token}`);
    await elsewhere.getByRole("heading", { name: "Sign in as phone@example.com?" }).waitFor();
    expect(await barriers(elsewhere)).toEqual([]);
    await elsewhere.getByRole("button", { name: "Sign in" }).click();
    await elsewhere.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  });

  test("a wrong code gives an error, and the right one still works", async () => {
    const page = await visit();
    await page.goto("/sign-in");
    await page.getByLabel("Email address").fill("eve@example.com");
    await page.keyboard.press("Enter");
    await page.getByLabel("6-digit code").waitFor();
    const { code } = await signInMailTo(services, "eve@example.com");
    await page.getByLabel("6-digit code").fill(code === "000000" ? "111111" : "000000");
    await page.getByRole("alert").waitFor();
    // The refused code is selected, so typing replaces it.
    await page.keyboard.type(code);
    await page.waitForURL((url) => url.pathname !== "/sign-in");
  });
});

inBrowser("the sign-in page", () => {
  test.each([
    { dark: false, phone: false },
    { dark: true, phone: false },
    { dark: false, phone: true },
  ])("the page is accessible: %j", async (how) => {
    const page = await visit(how);
    await page.goto("/");
    await page.getByLabel("Email address").waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  test("no page can run inline scripts or load from other servers", async () => {
    const { headers } = await fetch(origin);
    const policy = headers.get("content-security-policy");
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy?.replaceAll(/ (data:|blob:|'self'|'none')/g, "")).not.toMatch(
      /script-src [^;]*unsafe|https?:\/\/(?!localhost)/,
    );
  });
});

inBrowser("a new person", () => {
  test("the name is asked for once, and can be skipped", async () => {
    const page = await visit();
    for (const isFirst of [true, false]) {
      await page.goto("/account");
      await page.getByLabel("Email address").fill("shy@example.com");
      await page.keyboard.press("Enter");
      await page.getByLabel("6-digit code").waitFor();
      await page.getByLabel("6-digit code").fill((await signInMailTo(services, "shy@example.com")).code);
      if (isFirst) await page.getByRole("button", { name: "Skip" }).click();
      await page.getByRole("heading", { name: "Your account", exact: true }).waitFor();
      expect(await page.getByLabel("Name").inputValue()).toBe("shy");
      await page.getByRole("button", { name: "Sign out", exact: true }).click();
      await page.waitForURL("**/sign-in");
    }
  });
});
