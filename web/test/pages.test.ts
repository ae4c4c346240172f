import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { newAgent } from "../../test/support/agent.ts";
import { signedIn } from "../../test/support/browser.ts";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { barriers, inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("every page", () => {
  let team: Team;
  let paths: Record<string, string>;

  beforeAll(async () => {
    team = await newTeam(app, services);
    const { organizationId, owner } = team;
    const agent = await newAgent(app, "Barcelona");
    await agent.upload({ "beach.png": await picture() });
    const form = new FormData();
    form.append("files", new Blob([new Uint8Array(await picture())]), "tower.png");
    const upload = new Request("http://localhost", { method: "POST", body: form });
    const uploaded = await owner.post(
      `/api/app/uploadAssets?organizationId=${organizationId}&libraryId=pictures`,
      Buffer.from(await upload.arrayBuffer()),
      { "content-type": upload.headers.get("content-type") as string },
    );
    const assetId = uploaded.data.assets[0].id;
    await owner.call("tagAssets", {
      organizationId,
      libraryId: "pictures",
      assetIds: [assetId],
      tags: Array.from({ length: 15 }, (_, n) => `tag number ${n}`),
    });
    const memory = `?organizationId=${organizationId}`;
    const person = await owner.call(`createUser${memory}`, { external_ref: "crm-7", display_name: "Ada" });
    const { user_id } = person.data;
    const talk = await owner.call(`createConversation${memory}`, { user_id, title: "Moving house" });
    const { conversation_id } = talk.data;
    await owner.call(`ingestMemory${memory}`, {
      user_id,
      conversation_id,
      user_message: "I moved to Lisbon.",
      agent_response: "Welcome to Lisbon!",
    });
    await signedIn(app, services, "invited@example.com");
    const { data: invitation } = await owner.call("inviteMember", {
      organizationId,
      email: "invited@example.com",
      role: "viewer",
    });
    const home = `/app/${organizationId}`;
    paths = {
      "a library": `${home}/pictures`,
      "a search": `${home}/pictures?q=tower`,
      "an asset": `${home}/pictures/${assetId}`,
      "the trash": `${home}/pictures/trash`,
      "the memory": `${home}/-/memory`,
      "a remembered person": `${home}/-/memory/${user_id}`,
      "a conversation": `${home}/-/memory/${user_id}/conversations/${conversation_id}`,
      "the webhooks": `${home}/-/webhooks`,
      "the settings": `${home}/-/settings`,
      "the members": `${home}/-/settings/members`,
      "the keys": `${home}/-/settings/keys`,
      "the usage": `${home}/-/settings/usage`,
      "the audit log": `${home}/-/settings/audit`,
      "the first run": `${home}/-/welcome`,
      "the account": "/account",
      "an invitation for somebody else": `/invitations/${invitation.id}`,
      "a claim": new URL(agent.claimUrl).pathname,
      "an address of nothing": `${home}/nothing/at/all`,
    };
  });

  test.each([
    ["a library", "Pictures"],
    ["a search", "Pictures"],
    ["an asset", "tower"],
    ["the trash", "Trash"],
    ["the memory", "Memory"],
    ["a remembered person", "Ada"],
    ["a conversation", "Moving house"],
    ["the webhooks", "Webhooks"],
    ["the settings", ""],
    ["the members", "Members"],
    ["the keys", "API keys"],
    ["the usage", "Usage"],
    ["the audit log", "Audit log"],
    ["the first run", ""],
    ["the account", ""],
    ["an invitation for somebody else", ""],
    ["a claim", "Barcelona"],
    ["an address of nothing", "Page not found"],
  ])(
    "%s is accessible in light mode, dark mode and on a phone, and nothing is wider than the screen",
    async (name, heading) => {
      const page = await visit({ as: team.owner });
      await page.goto(paths[name] as string);
      await page.getByRole("heading", { name: heading }).first().waitFor();
      await settled(page);
      expect(await barriers(page), "light").toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await barriers(page), "dark").toEqual([]);
      expect(await besideTheScreen(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: 390, height: 844 });
      await settled(page);
      expect(await barriers(page), "on a phone").toEqual([]);
      expect(await besideTheScreen(page)).toEqual([]);
    },
  );
});

const besideTheScreen = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("main, input, select, button, a, h1, h2, h3, img")]
      .filter((element) => element.checkVisibility() && element.closest(".overflow-x-auto") === null)
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
