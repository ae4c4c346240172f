import { expect, test } from "vitest";
import { picture } from "../../test/support/files.ts";
import { newTeam } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

inBrowser("approval", () => {
  test("an editor decides, the list filters by it, and a link to a variant opens it", async () => {
    const team = await newTeam(app, services);
    const agent = await agentOfTeam(app, team);
    const { dune = "" } = await bring(agent, {
      "gull.png": await picture("tan", 400, 300),
      "dune.png": await picture("teal", 400, 300),
    });
    const added = await agent.upload({ "crop.png": await picture("gold", 400, 400) }, { parentId: dune });
    const page = await visit({ as: team.editor });
    const library = `/app/${team.organizationId}/pictures`;
    await page.goto(`${library}/${dune}`);
    await page.getByRole("dialog").getByLabel("Approval").selectOption("needs_changes");
    await page.getByPlaceholder("What should change?").fill("Brighter, please.");
    await page.keyboard.press("Enter");
    await page.getByText("editor, ").waitFor();
    await expect
      .poll(
        async () =>
          (
            await agent.request("GET", `${agent.library}/assets/${dune}`, undefined, {
              "api-version": "2026-07-08",
            })
          ).data.approval,
      )
      .toMatchObject({ state: "needs_changes", note: "Brighter, please." });
    await page.getByRole("link", { name: "Show all in this state" }).click();
    await page.waitForURL(/approval=needs_changes/);
    await page.getByRole("gridcell", { name: "gull" }).waitFor({ state: "detached" });
    await page.getByRole("gridcell", { name: "dune" }).waitFor();

    const [variant] = added.data.assets;
    await page.goto(variant.appUrl.replace(/^https?:\/\/[^/]+/, ""));
    await page.waitForURL(`**/${variant.id}`);
    await page.getByRole("dialog").getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Make main picture" }).click();
    await page.waitForURL(`**/${dune}`);
    await page.getByText("This is the main picture now.").waitFor();
  });
});
