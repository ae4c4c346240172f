import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { movie, pdf, picture } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("a library", () => {
  let team: Team;
  let ids: Record<string, string>;
  const open = async (search = "") => {
    const page = await visit({ as: team.viewer });
    await page.goto(`/app/${team.organizationId}/pictures${search}`);
    await page.getByRole("gridcell").first().waitFor();
    return page;
  };

  beforeAll(async () => {
    team = await newTeam(app, services);
    ids = await bring(await agentOfTeam(app, team), {
      "harbour at night.png": await picture("navy", 400, 400),
      "beach.png": await picture("gold"),
      "waves.mp4": movie(),
      "a map.pdf": pdf,
    });
    const place = { organizationId: team.organizationId, libraryId: "pictures" };
    const tag = (names: string[], tags: string[]) =>
      team.owner.call("tagAssets", { ...place, assetIds: names.map((name) => ids[name]), tags });
    await tag(["harbour at night", "beach", "waves"], ["sea <3"]);
    await tag(["harbour at night"], ["Barcelona"]);
  });

  test("searches while typing, and highlights matches in names and tags", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await page.keyboard.type("harb");
    await shows(page, ["harbour at night"]);
    expect(await page.getByRole("gridcell").locator("mark").allTextContents()).toEqual(["harb"]);
    await page.getByLabel("Search this library").fill("sea");
    await shows(page, ["beach", "harbour at night", "waves"], "in any order");
    expect(await page.getByRole("gridcell").locator("mark").allTextContents()).toEqual(["sea", "sea", "sea"]);
    await page.getByText("sea <3").first().waitFor();
    await page.getByLabel("Search this library").fill("zeppelin");
    await page.getByRole("heading", { name: "No results for “zeppelin”" }).waitFor();
    await page.getByRole("button", { name: "Clear filters" }).first().click();
    await shows(page, ["a map", "waves", "beach", "harbour at night"]);
  });

  test("sorts search results, and shows their number", async () => {
    const page = await open("?q=sea");
    await page.getByText("3 found").filter({ visible: true }).first().waitFor();
    await page.getByLabel("Order").selectOption("By name");
    await shows(page, ["beach", "harbour at night", "waves"]);
    await page.getByLabel("Order").selectOption("Oldest first");
    await shows(page, ["harbour at night", "beach", "waves"]);
    await page.getByLabel("Kind").selectOption("video");
    await page.getByText("1 found").filter({ visible: true }).first().waitFor();
    await page.getByLabel("Order").selectOption("Best match");
    await page.waitForURL((url) => !url.searchParams.has("sort"));
  });

  test("filters by kind, and by tags that assets must all have", async () => {
    const page = await open();
    await page.getByRole("button", { name: "sea <3" }).click();
    await shows(page, ["waves", "beach", "harbour at night"]);
    await page.getByLabel("Kind").selectOption("image");
    await shows(page, ["beach", "harbour at night"]);
    await page.getByRole("button", { name: "Barcelona" }).click();
    await shows(page, ["harbour at night"]);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByLabel("Kind").selectOption("document");
    await shows(page, ["a map"]);
  });

  test("shows how many files each kind and tag leaves, in a search and a filter too", async () => {
    const page = await open();
    const chips = page.getByRole("list", { name: "Filter by tag" }).getByRole("button");
    const kinds = page.getByLabel("Kind").getByRole("option");
    await expect.poll(() => chips.allTextContents()).toEqual(["sea <3 3", "Barcelona 1"]);
    expect(await kinds.allTextContents()).toEqual(["All kinds", "Images (2)", "Videos (1)", "PDFs (1)"]);
    await page.getByLabel("Kind").selectOption("image");
    await expect.poll(() => chips.allTextContents()).toEqual(["sea <3 2", "Barcelona 1"]);
    await page.getByLabel("Search this library").fill("beach");
    await expect.poll(() => chips.allTextContents()).toEqual(["sea <3 1", "Barcelona 0"]);
    expect(await kinds.allTextContents()).toEqual(["All kinds", "Images (1)", "Videos (0)", "PDFs (0)"]);
  });

  test("a tag keeps its place when it is selected", async () => {
    const page = await open();
    const chips = page.getByRole("list", { name: "Filter by tag" }).getByRole("button");
    await chips.nth(1).waitFor();
    const tags = () => chips.evaluateAll((buttons) => buttons.map((button) => button.getAttribute("title")));
    const before = await tags();
    await chips.nth(1).click();
    await page.waitForURL(/tags=/);
    expect(await tags()).toEqual(before);
    expect(await chips.nth(1).getAttribute("aria-pressed")).toBe("true");
  });

  test.each(["nolib", "nolib/trash", "nolib/AAAAAAAAAAA"])(
    "/%s shows that the library does not exist",
    async (path) => {
      const page = await visit({ as: team.owner });
      await page.goto(`/app/${team.organizationId}/${path}`);
      await page.getByRole("heading", { name: "Library not found" }).waitFor();
      expect(await page.getByRole("button", { name: "Upload" }).count()).toBe(0);
      await page.goto(`/app/${team.organizationId}/-/nope`);
      await page.getByRole("heading", { name: "Page not found" }).waitFor();
    },
  );

  test.each([
    ["Oldest first", ["harbour at night", "beach", "waves", "a map"]],
    ["By name", ["a map", "beach", "harbour at night", "waves"]],
    ["Newest first", ["a map", "waves", "beach", "harbour at night"]],
  ])("shows them %s", async (order, names) => {
    const page = await open(order === "Newest first" ? "?sort=name" : "");
    await page.getByLabel("Order").selectOption(order);
    await shows(page, names);
  });

  test("sorts by size, largest first", async () => {
    const page = await open("?sort=largest");
    await expect.poll(async () => (await namesIn(page))[0], { timeout: 30_000 }).toBe("harbour at night");
  });

  test("keeps filter and order in the URL, for reloads, other browsers and the way back", async () => {
    const page = await open();
    await page.getByRole("button", { name: "sea <3" }).click();
    await page.getByLabel("Kind").selectOption("image");
    await page.getByLabel("Order").selectOption("By name");
    await page.waitForURL(/sort=name/);
    await shows(page, ["beach", "harbour at night"]);
    await page.reload();
    await shows(page, ["beach", "harbour at night"]);

    await page.getByRole("gridcell", { name: "harbour at night" }).click();
    await page.getByRole("dialog").getByText("2 of 2").waitFor();
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await shows(page, ["beach", "harbour at night"]);
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("heading", { name: "General" }).waitFor();
    await page.goBack();
    await shows(page, ["beach", "harbour at night"]);

    const other = await visit({ as: team.owner });
    await other.goto(page.url());
    await shows(other, ["beach", "harbour at night"]);
    expect(await other.getByLabel("Order").inputValue()).toBe("name");
    expect(await other.getByRole("button", { name: /^sea <3/ }).getAttribute("aria-pressed")).toBe("true");
  });
});

const namesIn = (page: Page): Promise<string[]> =>
  page
    .getByRole("gridcell")
    .evaluateAll((cells) => cells.map((cell) => cell.querySelector("p")?.textContent ?? ""));

async function shows(page: Page, names: string[], order?: "in any order"): Promise<void> {
  const shown = async () => {
    const found = await namesIn(page);
    return order ? found.sort() : found;
  };
  await expect.poll(shown, { timeout: 30_000 }).toEqual(names);
}
