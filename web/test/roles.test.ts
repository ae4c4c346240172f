import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { mailsTo, signInMailTo } from "../../test/support/browser.ts";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, settled, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("roles", () => {
  let team: Team;
  let assetId: string;
  const path = (rest: string) => `/app/${team.organizationId}/${rest}`;
  const offers = async (page: Page, names: string[]) => {
    const offered = [];
    for (const name of names)
      if ((await page.getByRole("button", { name, exact: true }).count()) > 0) offered.push(name);
    return offered;
  };
  const openLibrary = async (role: "owner" | "editor" | "viewer") => {
    const page = await visit({ as: team[role] });
    await page.goto(path("pictures"));
    await page.getByRole("gridcell", { name: "heron" }).waitFor();
    return page;
  };
  const changeRole = (role: string) =>
    team.owner.call("changeMemberRole", {
      organizationId: team.organizationId,
      accountId: team.accountIds.editor,
      role,
    });

  beforeEach(async () => {
    team = await newTeam(app, services);
    const ids = await bring(await agentOfTeam(app, team), { "heron.png": await picture() });
    assetId = ids.heron as string;
  });

  test.each([
    {
      role: "viewer",
      library: [],
      selection: ["Copy links"],
      links: ["Memory", "Connect", "Settings"],
      tabs: ["General", "Members", "Apps", "Usage"],
      members: [],
    },
    {
      role: "editor",
      library: ["Upload"],
      selection: ["Tag", "Move", "Copy links", "Delete"],
      links: ["Memory", "Connect", "Settings"],
      tabs: ["General", "Members", "Apps", "Usage"],
      members: [],
    },
    {
      role: "owner",
      library: ["New library", "Upload"],
      selection: ["Tag", "Move", "Copy links", "Delete"],
      links: ["Memory", "Connect", "Webhooks", "API keys", "Settings"],
      tabs: ["General", "Members", "API keys", "Apps", "Usage", "Audit log"],
      members: ["Invite"],
    },
  ] as const)(
    "$role sees only the actions that the role may do",
    async ({ role, library, selection, links, tabs, members }) => {
      const page = await openLibrary(role);
      expect(await offers(page, ["New library", "Upload"])).toEqual(library);
      await page.getByRole("gridcell", { name: "heron" }).focus();
      await page.keyboard.press("Space");
      await page.getByText("1 selected").waitFor();
      expect(await offers(page, ["Tag", "Move", "Copy links", "Delete"])).toEqual(selection);
      const navigation = page.getByRole("navigation", { name: "Navigation" });
      const names = await navigation.getByRole("link").allInnerTexts();
      expect(names.slice(1)).toEqual(links);
      await page.goto(path("-/settings/members"));
      await page.getByText(team.emails.viewer).first().waitFor();
      expect(
        await page.getByRole("navigation", { name: "Settings" }).getByRole("link").allInnerTexts(),
      ).toEqual(tabs);
      expect(await offers(page, ["Invite"])).toEqual(members);
      if (role === "owner") return;
      for (const closed of ["-/settings/keys", "-/settings/audit"]) {
        await page.goto(path(closed));
        await page.getByRole("heading", { name: "Owners only" }).waitFor();
      }
      await page.goto(path("-/settings"));
      await settled(page);
      expect(await offers(page, ["Delete organization", "Change address"])).toEqual([]);
    },
  );

  test("drops and the Delete key do nothing for viewers", async () => {
    const page = await openLibrary("viewer");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.getByRole("gridcell", { name: "heron" }).focus();
    await page.keyboard.press("Delete");
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["no"], "no.png"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await page.reload();
    await page.getByRole("gridcell", { name: "heron" }).waitFor();
    expect(asked.filter((url) => /deleteAssets|uploadAssets/.test(url))).toEqual([]);
  });

  test("a change of role reaches open pages at once, and hides actions no longer allowed", async () => {
    const page = await openLibrary("editor");
    const upload = page.getByRole("button", { name: "Upload", exact: true });
    await upload.waitFor();
    await changeRole("viewer");
    await upload.waitFor({ state: "detached" });
    const keys = page.getByRole("link", { name: "API keys" });
    expect(await keys.count()).toBe(0);
    await changeRole("owner");
    await upload.waitFor();
    await keys.waitFor();
  });

  test("a page that missed a change of role updates after the first refusal, which gives the reason", async () => {
    const page = await visit({ as: team.editor });
    await page.route("**/api/app/events*", (route) => route.abort());
    await page.goto(path("pictures"));
    await page.getByRole("gridcell", { name: "heron" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Tag", exact: true }).waitFor();
    await changeRole("viewer");
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const asset = { organizationId: team.organizationId, libraryId: "pictures", assetIds: [assetId] };
    const { error } = await team.editor.call("tagAssets", { ...asset, tags: ["x"] });
    await page.getByText(error.message).first().waitFor();
    await page.getByRole("button", { name: "Upload", exact: true }).waitFor({ state: "detached" });
  });

  test("libraries and members added by others appear on open pages", async () => {
    const { organizationId, owner, accountIds } = team;
    const [library, members] = [await openLibrary("viewer"), await visit({ as: team.viewer })];
    await members.goto(path("-/settings/members"));
    await members.getByText(team.emails.editor).first().waitFor();
    await owner.call("createLibrary", { organizationId, name: "Lighthouses" });
    await library.getByRole("link", { name: "Lighthouses" }).first().waitFor();
    await owner.call("removeMember", { organizationId, accountId: accountIds.editor });
    await members.getByText(team.emails.editor).first().waitFor({ state: "detached" });
  });

  test("a new slug of the organization changes the URL of open pages", async () => {
    const page = await openLibrary("viewer");
    const slug = `${team.organizationId}-new`;
    await team.owner.call("changeOrganizationSlug", { organizationId: team.organizationId, slug });
    await page.waitForURL(`**/app/${slug}/pictures`);
    await page.getByRole("gridcell", { name: "heron" }).waitFor();
  });

  test("a removed member's open page closes, and their other organizations stay", async () => {
    const page = await openLibrary("editor");
    const { organizationId, accountIds, owner } = team;
    await owner.call("removeMember", { organizationId, accountId: accountIds.editor });
    await page.getByRole("gridcell", { name: "heron" }).waitFor({ state: "detached" });
    await page.getByRole("heading").first().waitFor();
    await page.goto("/account");
    await page.getByText(team.emails.editor).first().waitFor();
    expect(await page.getByText("Team", { exact: true }).count()).toBe(0);
  });

  test("an invited person signs in, accepts and tags a picture, and the inviter sees it at once", async () => {
    const inviter = await openLibrary("owner");
    await inviter.goto(path("-/settings/members"));
    await inviter.getByRole("button", { name: "Invite" }).click();
    const email = `friend@${team.organizationId}.example`;
    await inviter.getByLabel("Email address").fill(email);
    await inviter.getByRole("radio", { name: /^Editor/ }).check();
    await inviter.getByRole("button", { name: "Send invitation" }).click();
    await inviter.getByRole("heading", { name: "Invitation created" }).waitFor();
    const mail = (await mailsTo(services, email)).at(-1) as string;
    const link = /http:\/\/localhost:\d+\/invitations\/[\w-]+/.exec(mail)?.[0] as string;
    await inviter.goto(path("pictures"));
    await inviter.getByRole("gridcell", { name: "heron" }).waitFor();

    const friend = await visit();
    await friend.goto(link);
    await friend.getByLabel("Email address").fill(email);
    await friend.keyboard.press("Enter");
    await friend.getByLabel("6-digit code").waitFor();
    await friend.getByLabel("6-digit code").fill((await signInMailTo(services, email)).code);
    await friend.getByRole("button", { name: "Skip" }).click();
    await friend.getByRole("button", { name: "Accept" }).click();
    await friend.waitForURL(`**${path("pictures")}`);
    await friend.getByRole("gridcell", { name: "heron" }).click();
    await friend.getByRole("combobox", { name: "Add a tag" }).fill("grey heron");
    await friend.keyboard.press("Enter");
    await friend.getByRole("button", { name: "Remove grey heron" }).waitFor();

    await inviter.getByRole("button", { name: "grey heron" }).click();
    await inviter.getByRole("gridcell", { name: "heron" }).waitFor();
  });
});
