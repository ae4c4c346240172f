import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { openPromise } from "yauzl";
import type { Agent } from "../../test/support/agent.ts";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("selecting assets without a mouse", () => {
  let team: Team;
  let agent: Agent;
  let ids: Record<string, string>;
  let page: Page;

  const library = (id = "pictures") => `/app/${team.organizationId}/${id}`;
  const cell = (name: string) => page.getByRole("gridcell", { name });
  const chosen = (n: number) =>
    page.getByRole("region", { name: "Selected files" }).getByText(`${n} selected`);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Presses Tab until the focus is on the named element. */
  const tabTo = async (name: string) => {
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press("Tab");
      const label = await page.evaluate(() => document.activeElement?.textContent?.trim());
      if (label === name) return;
    }
    throw new Error(`No Tab led to ${name}`);
  };
  const tagsOf = async (name: string) =>
    (
      await team.owner.call("getAsset", {
        organizationId: team.organizationId,
        libraryId: "pictures",
        assetId: ids[name],
      })
    ).data.tags;

  beforeEach(async () => {
    team = await newTeam(app, services);
    agent = await agentOfTeam(app, team);
    ids = await bring(agent, {
      "e.png": await picture("red"),
      "d.png": await picture("blue"),
      "c.png": await picture("lime"),
    });
    Object.assign(
      ids,
      await bring(agent, { "b.png": await picture("pink"), "a.png": await picture("cyan") }),
    );
    const { organizationId, owner } = team;
    await owner.call("tagAssets", {
      organizationId,
      libraryId: "pictures",
      assetIds: [ids.e],
      tags: ["Lisbon"],
    });
    page = await visit({ as: team.editor });
    await page.goto(library());
    await cell("a").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement?.getAttribute("data-position") === "0");
  });

  test("arrow keys move, Space selects, Shift selects a range, Ctrl A everything and Escape nothing", async () => {
    await press("ArrowRight", "Space");
    await chosen(1).waitFor();
    expect(await cell("b").getAttribute("aria-selected")).toBe("true");
    await press("Shift+ArrowRight", "Shift+ArrowRight");
    await chosen(3).waitFor();
    await press("Shift+ArrowLeft");
    await chosen(2).waitFor();
    await press("Control+a");
    await chosen(5).waitFor();
    await press("Escape");
    await chosen(5).waitFor({ state: "detached" });
    expect(await page.locator('[role=gridcell][aria-selected="true"]').count()).toBe(0);
    await press("End", "Enter");
    await page.getByRole("dialog", { name: "e" }).waitFor();
  });

  test("selected assets get suggested and new tags, and lose them again", async () => {
    await press("Space", "Shift+ArrowRight");
    await chosen(2).waitFor();
    await tabTo("Tag");
    await press("Enter");
    await page.getByRole("dialog", { name: "Tag 2 files" }).waitFor();
    await page.keyboard.type("lis");
    await page.getByRole("option", { name: "Lisbon" }).waitFor();
    await press("ArrowDown", "Enter");
    await page.keyboard.type("summer");
    await press("Enter");
    await tabTo("Add tags");
    await press("Enter");
    await page.getByText("2 files tagged.").waitFor();
    expect(await tagsOf("a")).toEqual(["Lisbon", "summer"]);
    expect(await tagsOf("b")).toEqual(["Lisbon", "summer"]);
    expect(await tagsOf("c")).toEqual([]);
    await page.getByRole("button", { name: "summer" }).waitFor();

    await page.getByRole("button", { name: "Untag" }).focus();
    await press("Enter");
    await page.getByRole("dialog", { name: "Remove tags from 2 files" }).getByLabel("Lisbon").focus();
    await press("Space");
    await tabTo("Remove tags");
    await press("Enter");
    await page.getByText("Tags removed from 2 files.").waitFor();
    expect(await tagsOf("a")).toEqual(["summer"]);
  });

  test("selected assets move to another library, and their links keep working", async () => {
    const { data } = await agent.get(`${agent.library}/assets/${ids.a}`);
    await team.owner.call("createLibrary", { organizationId: team.organizationId, name: "Archive" });
    await press("Space");
    await chosen(1).waitFor();
    await tabTo("Move");
    await press("Enter");
    await page.getByRole("radio", { name: "Archive" }).focus();
    await press("Space");
    await tabTo("Move");
    await press("Enter");
    await page.getByText("1 file moved to Archive.").waitFor();
    await cell("a").waitFor({ state: "detached" });
    await page.getByRole("link", { name: /Archive/ }).focus();
    await press("Enter");
    await page.waitForURL(`**${library("archive")}`);
    await cell("a").waitFor();
    expect((await fetch((data.asset ?? data).url)).status).toBe(200);
  });

  test("deleted assets disappear from the grid at once, and Undo restores them", async () => {
    await press("Space", "Shift+ArrowRight");
    await chosen(2).waitFor();
    await press("Delete");
    await page.getByText("2 files moved to trash.").waitFor();
    await cell("a").waitFor({ state: "detached" });
    expect(await page.getByRole("gridcell").count()).toBe(3);
    expect((await agent.get(`${agent.library}/assets/${ids.a}`)).status).toBe(404);
    await page.getByRole("button", { name: "Undo" }).focus();
    await press("Enter");
    await page.getByText("2 files restored.").waitFor();
    await cell("a").waitFor();
    await cell("b").waitFor();
    expect((await agent.get(`${agent.library}/assets/${ids.a}`)).status).toBe(200);
  });

  test("assets in the trash are restored, permanently deleted, or all deleted by emptying it", async () => {
    await press("Control+a");
    await chosen(5).waitFor();
    await press("Delete");
    await page.getByRole("heading", { name: "No files yet" }).waitFor();
    await page.getByRole("link", { name: "Trash" }).focus();
    await press("Enter");
    await page.getByText("5 deleted files.").waitFor();
    await page.getByLabel("Select a").focus();
    await press("Space");
    await page.getByRole("button", { name: "Restore" }).focus();
    await press("Enter");
    await page.getByText("Restored 1 file.").waitFor();
    await page.getByText("4 deleted files.").waitFor();

    await page.getByLabel("Select b").focus();
    await press("Space");
    await page.getByRole("button", { name: "Delete permanently" }).focus();
    await press("Enter");
    await page.getByRole("dialog", { name: "Permanently delete 1 file?" }).waitFor();
    await tabTo("Delete permanently");
    await press("Enter");
    await page.getByText("3 deleted files.").waitFor();

    await page.getByRole("button", { name: "Empty trash" }).focus();
    await press("Enter");
    await page.getByRole("dialog", { name: "Delete all 3 files in the trash?" }).waitFor();
    await tabTo("Delete 3 files permanently");
    await press("Enter");
    await page.getByRole("heading", { name: "The trash is empty" }).waitFor();
    await page.getByRole("link", { name: "Back to Pictures" }).focus();
    await press("Enter");
    await cell("a").waitFor();
    expect(await page.getByRole("gridcell").count()).toBe(1);
  });

  test("the selection, the library or what has a tag is downloaded as a ZIP file", async () => {
    const downloaded = async (press: () => Promise<void>) => {
      const [download] = await Promise.all([page.waitForEvent("download"), press()]);
      const zip = await openPromise(await download.path());
      const names: string[] = [];
      for await (const entry of zip.eachEntry()) names.push(entry.fileName);
      return { file: download.suggestedFilename(), names };
    };
    await page.getByRole("checkbox", { name: "Select b" }).click();
    await page.getByRole("checkbox", { name: "Select d" }).click();
    const ofSelection = await downloaded(() =>
      page.getByRole("region", { name: "Selected files" }).getByRole("button", { name: "Download" }).click(),
    );
    expect(ofSelection).toEqual({ file: "pictures.zip", names: ["b.png", "d.png"] });
    await page.getByText("Downloading 2 files").waitFor();
    const ofLibrary = await downloaded(() =>
      page.getByRole("button", { name: "Download all files" }).click(),
    );
    expect(ofLibrary.names.toSorted()).toEqual(["a.png", "b.png", "c.png", "d.png", "e.png"]);
    await page.goto(`${library()}?tags=${encodeURIComponent(JSON.stringify(["Lisbon"]))}`);
    const ofTag = await downloaded(() =>
      page.getByRole("button", { name: "Download files tagged “Lisbon”" }).click(),
    );
    expect(ofTag.names).toEqual(["e.png"]);
  });
});
