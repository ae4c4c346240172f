import { beforeAll, expect, test } from "vitest";
import { newTeam, type Team } from "../../test/support/team.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp({ fetchAllowedHosts: ["127.0.0.1:9"] });

inBrowser("webhooks", () => {
  let team: Team;

  beforeAll(async () => {
    team = await newTeam(app, services);
  });

  test("an owner sets a URL, sees the secret, deliveries and errors, and removes the webhook", async () => {
    const { organizationId, owner } = team;
    const page = await visit({ as: owner });
    await page.goto(`/app/${organizationId}/-/webhooks`);
    // Nothing answers here.
    await page.getByLabel("URL").fill("http://127.0.0.1:9/hooks");
    await page.getByRole("button", { name: "Set up webhook" }).click();
    await page.getByText("Choose at least one event.").waitFor();
    await page.getByLabel("user.erased").check();
    await page.getByRole("button", { name: "Set up webhook" }).click();
    await page.getByRole("button", { name: "Reveal" }).click();
    await page.getByText(/^whsec_\w{40}$/).waitFor();

    await page.getByRole("button", { name: "Send test event" }).click();
    await page.locator("details").filter({ hasText: "webhook.test" }).waitFor();

    const memory = `?organizationId=${organizationId}`;
    const { user_id } = (await owner.call(`createUser${memory}`, {})).data;
    await owner.call(`eraseUser${memory}`, { user_id });
    await page.getByRole("button", { name: "Refresh" }).click();
    const row = page.locator("details").filter({ hasText: "user.erased" });
    await row.getByText("Retrying").waitFor();
    await row.locator("summary").click();
    await row.getByText("No response").waitFor();
    expect(await barriers(page)).toEqual([]);
    await row.getByRole("button", { name: "Resend" }).click();
    await page.getByText("Resending.").waitFor();

    await page.getByRole("button", { name: "Add webhook" }).click();
    const form = page.getByRole("region", { name: "New webhook" });
    await form.getByLabel("URL").fill("http://127.0.0.1:9/second");
    await form.getByLabel("asset.deleted").check();
    await form.getByRole("button", { name: "Set up webhook" }).click();
    const second = page.locator("details").filter({ hasText: "127.0.0.1:9/second" });
    await second.locator("summary").first().click();
    await second.getByRole("button", { name: "Send test event" }).click();
    await page.getByText("Test event sent").first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await second.getByRole("button", { name: "Remove webhook" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove webhook" }).click();
    await page.getByRole("button", { name: "Add webhook" }).waitFor();
    await second.waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Remove webhook" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove webhook" }).click();
    await page.getByRole("heading", { name: "No webhook yet" }).waitFor();
  });

  test("members who are not owners see whom to ask", async () => {
    const page = await visit({ as: team.editor });
    await page.goto(`/app/${team.organizationId}/-/webhooks`);
    await page.getByText("Only owners can manage webhooks").waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});
