import { expect, test } from "vitest";
import { picture } from "../../test/support/files.ts";
import { newTeam } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

inBrowser("the key that signs links", () => {
  test("is rotated by an owner, and links signed before work as long as the owner chose", async () => {
    const team = await newTeam(app, services);
    const agent = await agentOfTeam(app, team);
    const { heron } = await bring(agent, { "heron.png": await picture() });
    const signed = async () =>
      (await agent.request("POST", `${agent.library}/assets/${heron}/link`, { query: "rot=90" })).data.url;
    const page = await visit({ as: team.owner });
    const settings = `/app/${team.organizationId}/-/settings`;
    const statusOf = (link: string) => page.evaluate(async (one) => (await fetch(one)).status, link);
    const rotate = async (when: string) => {
      await page.getByRole("button", { name: "Rotate signing key…" }).click();
      const dialog = page.getByRole("dialog", { name: "Rotate the signing key?" });
      await dialog.getByLabel("Links signed before stop working").selectOption({ label: when });
      expect(await barriers(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Rotate signing key" }).click();
      await dialog.waitFor({ state: "detached" });
    };
    await page.goto(settings);
    const first = await signed();
    await rotate("After 7 days");
    await page.getByText(/^New signing key\. Links signed before work until /).waitFor();
    const second = await signed();
    expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
    await rotate("Immediately");
    await page.getByText("New signing key. Links signed before no longer work.").waitFor();
    // A refused link may not be asked for in the page, where it is an error of the console.
    const refused = await app.inject(new URL(second).pathname + new URL(second).search);
    expect([refused.statusCode, await statusOf(await signed())]).toEqual([403, 200]);

    await page.goto(`${settings}/audit`);
    await page.getByText("changed the key that signs links").first().waitFor();
    const editor = await visit({ as: team.editor });
    await editor.goto(settings);
    await editor.getByRole("heading", { name: "Leave organization" }).waitFor();
    expect(await editor.getByText("Link signing").count()).toBe(0);
  });
});
