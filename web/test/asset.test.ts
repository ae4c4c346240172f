import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { Agent } from "../../test/support/agent.ts";
import { picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();
const slowly = { timeout: 30_000 };

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("an asset", () => {
  let team: Team;
  let agent: Agent;
  let ids: Record<string, string>;
  const library = () => `/app/${team.organizationId}/pictures`;
  const shown = (page: Page, name: string) => page.getByRole("dialog", { name, exact: true });
  const open = async (name: string) => {
    const page = await visit({ as: team.editor });
    await page.goto(`${library()}/${ids[name]}`);
    await shown(page, name).waitFor();
    return page;
  };
  const stored = async (name: string) => {
    const place = { organizationId: team.organizationId, libraryId: "pictures" };
    return (await team.owner.call("getAsset", { ...place, assetId: ids[name] })).data;
  };

  beforeAll(async () => {
    team = await newTeam(app, services);
    agent = await agentOfTeam(app, team);
    ids = await bring(agent, {
      "tower.png": await picture("maroon", 1_200, 900),
      "bridge.png": await picture("navy"),
      "market.png": await picture("olive"),
    });
    const { organizationId, owner } = team;
    await owner.call("tagAssets", {
      organizationId,
      libraryId: "pictures",
      assetIds: [ids.market],
      tags: ["Porto"],
    });
  });

  test("opens over the grid by click or key, moves with arrow keys, and returns the focus to its cell", async () => {
    const page = await visit({ as: team.viewer });
    await page.goto(library());
    await page.getByRole("gridcell", { name: "market" }).click();
    await shown(page, "market").waitFor();
    expect(page.url()).toContain(`${library()}/${ids.market}`);
    await page.keyboard.press("ArrowRight");
    await shown(page, "bridge").waitFor();
    await page.getByText("2 of 3").waitFor();
    await page.keyboard.press("ArrowRight");
    await shown(page, "tower").waitFor();
    await page.keyboard.press("ArrowLeft");
    await shown(page, "bridge").waitFor();
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => url.pathname === library());
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "bridge");
    await page.keyboard.press("Enter");
    await shown(page, "bridge").waitFor();
  });

  test("opens by its URL, and says so if it is gone", async () => {
    const page = await open("bridge");
    await page.getByText("2 of 3").waitFor();
    await page.locator('img[alt="bridge"]').first().waitFor();
    await page.goto(`${library()}/AAAAAAAAAAA`);
    await page.getByRole("heading", { name: "File not found" }).first().waitFor();
    await page.getByRole("link", { name: "Back to library" }).click();
    await page.getByRole("gridcell", { name: "bridge" }).waitFor();
  });

  test("gets a description and tags, with suggestions from the library", async () => {
    const page = await open("tower");
    await page.getByLabel("Description").fill("A tower <b>by the river</b> 🌉");
    await page.getByRole("heading", { name: "Tags" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect((await stored("tower")).description).toBe("A tower <b>by the river</b> 🌉");
    const adder = page.getByRole("combobox", { name: "Add a tag" });
    await adder.fill("por");
    await page.getByRole("option", { name: "Porto" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove Porto" }).waitFor();
    await expect.poll(async () => (await stored("tower")).tags, slowly).toEqual(["Porto"]);
    await adder.fill("at dusk");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove at dusk" }).waitFor();
    await expect.poll(async () => (await stored("tower")).tags, slowly).toEqual(["Porto", "at dusk"]);
    await page.getByRole("button", { name: "Remove at dusk" }).click();
    await expect.poll(async () => (await stored("tower")).tags, slowly).toEqual(["Porto"]);
    expect(await barriers(page)).toEqual([]);
  });

  test("saves a description when it is left for the next one or by a reload, and Escape discards it", async () => {
    const page = await open("bridge");
    const field = page.getByLabel("Description");
    await field.fill("A bridge");
    await page.getByRole("button", { name: "Next" }).click();
    await shown(page, "tower").waitFor();
    await expect.poll(async () => (await stored("bridge")).description).toBe("A bridge");
    await page.getByRole("button", { name: "Previous" }).click();
    await shown(page, "bridge").waitFor();
    await field.fill("A bridge at noon");
    await page.reload();
    await shown(page, "bridge").waitFor();
    await expect.poll(async () => (await stored("bridge")).description).toBe("A bridge at noon");
    await page.reload();
    await field.fill("No");
    await page.keyboard.press("Escape");
    expect(await field.inputValue()).toBe("A bridge at noon");
    await page.keyboard.press("ArrowRight");
    await shown(page, "tower").waitFor();
    expect((await stored("bridge")).description).toBe("A bridge at noon");
  });

  test("accepts several pasted tags, and returns a refused one to the field with the reason", async () => {
    const page = await open("bridge");
    const adder = page.getByRole("combobox", { name: "Add a tag" });
    await adder.focus();
    await page.evaluate(() => navigator.clipboard.writeText("one, two"));
    await page.keyboard.press("Control+v");
    await page.getByRole("button", { name: "Remove one" }).waitFor();
    await page.getByRole("button", { name: "Remove two" }).waitFor();
    await adder.fill("trash");
    await page.keyboard.press("Enter");
    await page.getByText(/^'index' and 'trash' are reserved/).waitFor();
    expect(await adder.inputValue()).toBe("trash");
    const long = "w".repeat(100);
    await adder.fill(long);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: `Remove ${long}` }).waitFor();
    await expect.poll(async () => (await stored("bridge")).tags).toEqual(["one", "two", long]);
    const panel = page.getByRole("complementary", { name: "Details" });
    expect(await panel.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
  });

  test("copies a working link, sized link, responsive HTML and Markdown", async () => {
    const page = await open("tower");
    const { url, sizes } = await stored("tower");
    const copy = async (name: string) => {
      await page.evaluate(() => navigator.clipboard.writeText(""));
      await page.getByRole("button", { name, exact: true }).click();
      const read = () => page.evaluate(() => navigator.clipboard.readText());
      await expect.poll(read, slowly).not.toBe("");
      return read();
    };
    expect(await copy("Link")).toBe(url);
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
    await page.getByLabel("Link size").selectOption("400 px");
    expect(await copy("Sized link")).toBe(sizes["400"]);
    expect((await fetch(sizes["400"])).status).toBe(200);
    const html = await copy("HTML");
    // The app's policy has no inline styles. A site's page may.
    const site = await page.context().newPage();
    const image = await site.evaluate((html) => {
      const parsed = new DOMParser()
        .parseFromString(html, "text/html")
        .querySelector("img") as HTMLImageElement;
      return { srcset: parsed.srcset, width: parsed.width, height: parsed.height, src: parsed.src };
    }, html);
    expect(image).toMatchObject({ width: 1_200, height: 900 });
    expect(image.srcset).toContain(`${sizes["400"]} 400w`);
    await site.close();
    expect((await fetch(image.src)).status).toBe(200);
    const markdown = await copy("Markdown");
    expect(markdown).toMatch(/^!\[.+\]\(/);
    expect(markdown).toContain(`](${url})`);
  });

  test("gets another version by upload, which can be opened", async () => {
    const page = await open("bridge");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Upload a view" }).click();
    await (await chooser).setFiles({
      name: "crop.png",
      mimeType: "image/png",
      buffer: await picture("teal"),
    });
    await page.getByRole("link", { name: "crop" }).click();
    await shown(page, "crop").waitFor();
    await page.getByRole("link", { name: "Original" }).click();
    await shown(page, "bridge").waitFor();
    expect((await stored("bridge")).views).toHaveLength(1);
  });

  test("shows changes by others at once", async () => {
    const page = await open("market");
    const { organizationId, owner } = team;
    const tagged = { organizationId, libraryId: "pictures", assetIds: [ids.market], tags: ["fish"] };
    await owner.call("tagAssets", tagged);
    await page.getByRole("link", { name: "fish" }).waitFor();
  });

  test("is renamed from its menu, and Ctrl Z takes that back", async () => {
    const page = await open("tower");
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("dialog", { name: "Rename" }).getByLabel("Name").fill("Torre");
    await page.keyboard.press("Enter");
    await shown(page, "Torre").waitFor();
    await page.getByRole("dialog", { name: "Rename" }).waitFor({ state: "detached" });
    await expect.poll(async () => (await stored("tower")).name).toBe("Torre");
    await page.keyboard.press("Control+z");
    await shown(page, "tower").waitFor();
    await expect.poll(async () => (await stored("tower")).name).toBe("tower");
  });

  test("gets another file at the same link", async () => {
    const page = await open("bridge");
    const { url } = await stored("bridge");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Replace file…" }).click();
    const file = await picture("gold", 640, 480);
    await (await chooser).setFiles({ name: "bridge-2.png", mimeType: "image/png", buffer: file });
    await page.getByText("640 × 480 pixels").waitFor(slowly);
    expect(await stored("bridge")).toMatchObject({
      url,
      name: "bridge",
      filename: "bridge-2.png",
      width: 640,
    });
    const served = await page.request.get(url);
    expect(await served.body()).toEqual(file);
  });

  test("shows viewers everything but no way to change it", async () => {
    const page = await visit({ as: team.viewer });
    await page.goto(`${library()}/${ids.market}`);
    await page.getByRole("link", { name: "Porto" }).waitFor();
    await page.getByRole("button", { name: "Markdown" }).waitFor();
    expect(await page.getByRole("textbox").count()).toBe(0);
    expect(await page.getByRole("combobox", { name: "Add a tag" }).count()).toBe(0);
    for (const name of [/^Remove/, "Upload a view", "Move to trash", "Save"])
      expect(await page.getByRole("button", { name }).count()).toBe(0);
    await page.keyboard.press("Delete");
    await page.getByRole("button", { name: "More actions" }).click();
    expect(await page.getByRole("menuitem").allTextContents()).toEqual(["Keyboard shortcuts"]);
    expect((await stored("market")).id).toBe(ids.market);
  });
});
