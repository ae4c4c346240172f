import { beforeEach, expect, test } from "vitest";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

inBrowser("an organization", () => {
  let team: Team;

  beforeEach(async () => {
    team = await newTeam(app, services);
  });

  test("redirects old links after a change of its slug, and agents keep working", async () => {
    const agent = await agentOfTeam(app, team);
    const { heron } = await bring(agent, { "heron.png": await picture() });
    const [before, after] = [team.organizationId, `${team.organizationId}-now`];
    const member = await visit({ as: team.viewer });
    await member.goto(`/app/${before}/pictures?sort=name`);
    await member.getByRole("gridcell", { name: "heron" }).waitFor();

    const page = await visit({ as: team.owner });
    await page.goto(`/app/${before}/-/settings`);
    await page.getByLabel("Address").fill(after);
    await page.getByRole("button", { name: "Change address" }).click();
    await page.waitForURL(`**/app/${after}/-/settings`);
    await page.getByText("Address changed.").waitFor();

    await page.goto(`/app/${before}/pictures/${heron}?sort=name`);
    await page.waitForURL(`**/app/${after}/pictures/${heron}?sort=name`);
    await page.getByRole("dialog", { name: "heron" }).waitFor();
    await member.reload();
    await member.waitForURL(`**/app/${after}/pictures?sort=name`);
    await member.getByRole("gridcell", { name: "heron" }).waitFor();
    expect((await agent.get(`${agent.library}/assets/${heron}`)).status).toBe(200);
  });

  test("is renamed for all members", async () => {
    const page = await visit({ as: team.owner });
    await page.goto(`/app/${team.organizationId}/-/settings`);
    await page.getByLabel("Name").first().fill("Bird club");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Name saved.", { exact: true }).waitFor();
    await page.getByRole("navigation", { name: "Navigation" }).getByText("Bird club").waitFor();
    const other = await visit({ as: team.viewer });
    await other.goto(`/app/${team.organizationId}/pictures`);
    await other.getByRole("button", { name: "Bird club" }).waitFor();
  });

  test("is deleted only after its slug is typed, and then cannot be opened", async () => {
    const { organizationId } = team;
    const page = await visit({ as: team.owner });
    await page.goto(`/app/${organizationId}/-/settings`);
    await page.getByRole("button", { name: "Delete organization" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Team?" });
    const end = dialog.getByRole("button", { name: "Delete organization" });
    expect(await end.isDisabled()).toBe(true);
    await dialog.getByLabel(`Type “${organizationId}” to confirm`).fill("team");
    expect(await end.isDisabled()).toBe(true);
    await dialog.getByLabel(`Type “${organizationId}” to confirm`).fill(organizationId);
    await end.click();
    await page.getByText("Team was deleted.").waitFor();
    await page.goto(`/app/${organizationId}/pictures`);
    await page.getByRole("heading", { name: "Page not found" }).waitFor();
  });
});
