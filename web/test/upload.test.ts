import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorkers } from "../../src/kernel/jobs/workers.ts";
import { jobs } from "../../src/main/registry.ts";
import { picture, text } from "../../test/support/files.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { texts } from "../src/texts/texts.ts";
import { agentOfTeam } from "./agent-of-team.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp({ workers: false });
const { fileBytesMax } = services.config;

const cell = (page: Page, name: string) =>
  page.getByRole("gridcell", { name: new RegExp(`^(Processing )?${name}$`) });
const uploads = (page: Page) => page.getByRole("region", { name: "Uploads" });
const row = (page: Page, name: string) => uploads(page).getByRole("listitem").filter({ hasText: name });

/** Drops files on the page, like a file manager. */
async function drop(page: Page, files: Record<string, Buffer>): Promise<void> {
  const dropped = Object.entries(files).map(([name, bytes]) => ({ name, base64: bytes.toString("base64") }));
  await page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name));
    }
    for (const type of ["dragenter", "dragover", "drop"]) {
      const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      (document.querySelector("main") as Element).dispatchEvent(event);
    }
  }, dropped);
}

/** Opens the panel, which shows only a bar without failures. */
const showRows = (page: Page) => page.getByRole("button", { name: texts.upload.show }).click();

async function whileJobsRun(wait: () => Promise<unknown>): Promise<void> {
  const workers = await startWorkers(services, jobs);
  await wait().finally(() => workers.stop());
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("uploading", () => {
  let team: Team;
  let folder: string;
  const library = () => `/app/${team.organizationId}/pictures`;
  const open = async () => {
    const page = await visit({ as: team.editor });
    await page.goto(library());
    await page.getByRole("button", { name: "Upload", exact: true }).waitFor();
    return page;
  };

  beforeAll(async () => {
    team = await newTeam(app, services);
    folder = await mkdtemp(join(tmpdir(), "rookery-drop-"));
    await mkdir(join(folder, "Journey", "Day 2"), { recursive: true });
    await writeFile(join(folder, "Journey", "arrival.png"), await picture("navy"));
    await writeFile(join(folder, "Journey", "Day 2", "museum.png"), await picture("olive"));
    await writeFile(join(folder, "Journey", ".DS_Store"), "clutter");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("dropped files are listed, and become pictures without a reload", async () => {
    const page = await open();
    await drop(page, { "heron.png": await picture("teal"), "gull.png": await picture("gray") });
    await showRows(page);
    for (const name of ["heron", "gull"]) {
      await row(page, `${name}.png`).getByRole("img", { name: "Uploaded" }).waitFor();
      await cell(page, name).getByText("Processing").waitFor();
    }
    await page.getByText("Uploaded 2 files", { exact: true }).waitFor();
    await whileJobsRun(async () => {
      for (const name of ["heron", "gull"]) await cell(page, name).locator("img[data-shown]").waitFor();
    });
  });

  test("an asset uploaded by an agent appears at once, and its picture when it is ready", async () => {
    const page = await open();
    await (await agentOfTeam(app, team)).upload({ "owl.png": await picture("maroon") });
    await cell(page, "owl").getByText("Processing").waitFor();
    await whileJobsRun(() => cell(page, "owl").locator("img[data-shown]").waitFor());
  });

  test("a folder is uploaded with its subfolders but no system files, and its name becomes a tag if asked", async () => {
    const page = await open();
    const devtools = await page.context().newCDPSession(page);
    const data = { items: [], files: [join(folder, "Journey")], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const) {
      if (type === "drop") await page.getByText("They will be uploaded to Pictures.").waitFor();
      await devtools.send("Input.dispatchDragEvent", { type, x: 640, y: 500, data });
    }
    for (const name of ["arrival", "museum"]) await cell(page, name).waitFor();
    await page.getByText("Uploaded 2 files", { exact: true }).waitFor();
    await page.getByLabel(texts.upload.tagFolders(["Journey"])).check();
    const tagged = async () => {
      const { organizationId, owner } = team;
      const place = { organizationId, libraryId: "pictures", tags: ["Journey"] };
      return (await owner.call("browseAssets", place)).data.found;
    };
    await expect.poll(tagged).toBe(2);
    // The panel could close now, but stays while it is hovered or focused.
    await cell(page, "museum").click({ modifiers: ["Control"] });
    await uploads(page).waitFor({ state: "detached" });
  });

  test("a file that is too large is refused before it is sent, and can't be retried", async () => {
    const page = await open();
    let sent = 0;
    page.on("request", (request) => {
      if (request.url().includes("uploadAssets")) sent++;
    });
    services.config.fileBytesMax = 1024;
    try {
      await page.reload();
      await page.getByRole("button", { name: "Upload", exact: true }).waitFor();
      await drop(page, { "huge.png": Buffer.alloc(2_000) });
      await row(page, "huge.png").getByText(texts.upload.tooLarge("1 kB")).waitFor();
    } finally {
      services.config.fileBytesMax = fileBytesMax;
    }
    expect(sent).toBe(0);
    expect(await page.getByRole("button", { name: texts.upload.retry("huge.png") }).count()).toBe(0);
  });

  test("a refused file shows the server's message, and the others are uploaded", async () => {
    const page = await open();
    await drop(page, {
      "diary.txt": text,
      "nothing.png": Buffer.alloc(0),
      "swan.png": await picture("white"),
    });
    const refused = await (await agentOfTeam(app, team)).upload({
      "diary.txt": text,
      "nothing.png": Buffer.alloc(0),
    });
    const sentences = /^Left out 'diary.txt': (.*) Left out 'nothing.png': (.*)$/s.exec(
      refused.error.message,
    );
    await row(page, "diary.txt")
      .getByText(sentences?.[1] as string)
      .waitFor();
    await row(page, "nothing.png")
      .getByText(sentences?.[2] as string)
      .waitFor();
    await cell(page, "swan").waitFor();
    await page.getByText("Uploaded 1 of 3", { exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "Retry diary.txt" }).count()).toBe(0);
    await page.getByRole("button", { name: "Dismiss diary.txt" }).click();
    await row(page, "diary.txt").waitFor({ state: "detached" });
  });

  test("uploads wait while the connection is lost, and continue when it is back", async () => {
    const page = await open();
    await page.context().setOffline(true);
    await drop(page, { "crane.png": await picture("silver") });
    await uploads(page).getByText("Can't reach the server.").waitFor();
    await page.context().setOffline(false);
    await cell(page, "crane").waitFor();
    await page.getByText("Uploaded 1 file", { exact: true }).waitFor();
    expect(await page.getByRole("gridcell", { name: /crane/ }).count()).toBe(1);
  });

  test("a file that failed with a server error can be retried", async () => {
    const page = await open();
    await page.route("**/api/app/uploadAssets?*", (route) =>
      route.fulfill({ status: 500, json: { error: { code: "INTERNAL", message: "It broke here." } } }),
    );
    await drop(page, { "stork.png": await picture("black") });
    await row(page, "stork.png").getByText("It broke here.").waitFor();
    await page.unroute("**/api/app/uploadAssets?*");
    await page.getByRole("button", { name: "Retry stork.png" }).click();
    await cell(page, "stork").waitFor();
  });

  test("files that the library already has are named, and their copies can be removed", async () => {
    const page = await open();
    const again = await picture("orchid");
    await drop(page, { "orchid.png": again });
    await page.getByText("Uploaded 1 file", { exact: true }).waitFor();
    await page.getByRole("button", { name: texts.upload.clear }).click();
    await drop(page, { "orchid 2.png": again, "iris.png": await picture("indigo") });
    await page.getByText("1 file was already here.").waitFor();
    await showRows(page);
    await row(page, "iris.png").getByRole("img", { name: "Uploaded" }).waitFor();
    expect(await row(page, "iris.png").getByRole("link").count()).toBe(0);
    const link = row(page, "orchid 2.png").getByRole("link", { name: texts.upload.alreadyHere });
    const { data } = await team.owner.call("browseAssets", {
      organizationId: team.organizationId,
      libraryId: "pictures",
    });
    const first = data.assets.find(({ name }: { name: string }) => name === "orchid");
    expect(await link.getAttribute("href")).toBe(`${library()}/${first.id}`);
    await page.getByRole("button", { name: texts.upload.trashCopies }).click();
    await page.getByText("1 copy moved to trash.").waitFor();
    await cell(page, "orchid 2").waitFor({ state: "detached" });
    await cell(page, "orchid").waitFor();
    await page.keyboard.press("Control+z");
    await cell(page, "orchid 2").waitFor();
    await page.goto(`${library()}/${first.id}`);
    await page.getByRole("link", { name: "orchid 2" }).waitFor();
  });
});
