import type { Page } from "playwright-core";
import sql from "sql-template-tag";
import { expect, onTestFinished, test } from "vitest";
import { picture } from "../../test/support/files.ts";
import { newTeam } from "../../test/support/team.ts";
import { texts } from "../src/texts/texts.ts";
import { agentOfTeam, bring } from "./agent-of-team.ts";
import { inBrowser, webApp } from "./web-app.ts";

const { app, services, database, visit } = await webApp();
const t = texts.library;

/** A library with as many pictures. */
async function slowLibrary(count: number) {
  const team = await newTeam(app, services);
  await team.owner.call("createLibrary", { organizationId: team.organizationId, name: "Archive" });
  const { p0: id } = await bring(await agentOfTeam(app, team), { "p0.png": await picture() });
  await database.execute(
    sql`insert into assets (id, organization_id, library_id, position, filename, name, media_type, bytes, sha256, version, blob, stripped,
          status, uploaded_by, created_at, updated_at)
        select left(a.id, 6) || lpad(n::text, 5, '0'), organization_id, library_id, position - n, filename, 'p' || n, media_type, bytes,
          sha256, version, blob, stripped, status, uploaded_by, created_at, updated_at
        from assets a, generate_series(1, ${count - 1}::int) as n where a.id = ${id}`,
  );
  const page = await visit({ as: team.owner });
  await page.goto(`/app/${team.organizationId}/pictures`);
  await page.getByRole("gridcell", { name: "p0", exact: true }).waitFor();
  /** Takes every connection to the server, so that calls wait in the browser. Returns what ends that. */
  const fillLine = async () => {
    const blocker = await database.pool.connect();
    onTestFinished(() => blocker.release(true));
    await blocker.query("begin; lock table assets in access exclusive mode");
    await page.evaluate((organizationId) => {
      const body = JSON.stringify({ organizationId, libraryId: "pictures" });
      const headers = { "content-type": "application/json" };
      for (let n = 0; n < 6; n++) void fetch("/api/app/browseAssets", { method: "POST", body, headers });
    }, team.organizationId);
    return () => blocker.query("commit");
  };
  const found = async (libraryId: string, filter: object = {}) => {
    const { organizationId } = team;
    return (await team.owner.call("browseAssets", { organizationId, libraryId, ...filter })).data.found;
  };
  return { page, fillLine, found };
}

/** Selects everything. */
async function select(page: Page, count: number): Promise<void> {
  await page.getByRole("gridcell", { name: "p0", exact: true }).click({ modifiers: ["Control"] });
  await page.keyboard.press("Control+a");
  await page.getByText(t.chosen(count)).first().waitFor();
}

inBrowser("leaving the page at once", () => {
  test("does not lose files that were just moved to the trash", async () => {
    const { page, fillLine, found } = await slowLibrary(90);
    await select(page, 90);
    const clearLine = await fillLine();
    await page.keyboard.press("Delete");
    await page.getByRole("gridcell", { name: "p0", exact: true }).waitFor({ state: "detached" });
    await page.goto("about:blank");
    await clearLine();
    await expect.poll(() => found("pictures"), { timeout: 20_000 }).toBe(0);
  });

  test("is asked about while more calls wait, and staying finishes them", async () => {
    const { page, found } = await slowLibrary(230);
    await select(page, 230);
    // The first call waits in the server until the person has answered.
    const blocker = await database.pool.connect();
    onTestFinished(() => blocker.release(true));
    await blocker.query("begin; lock table assets in share row exclusive mode");
    await page.keyboard.press("Delete");
    await page.getByRole("gridcell", { name: "p0", exact: true }).waitFor({ state: "detached" });
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await blocker.query("commit");
    await expect.poll(() => found("pictures"), { timeout: 20_000 }).toBe(0);
    await page.getByText(t.trashed(230)).waitFor();
    await page.close({ runBeforeUnload: true }); // asks nothing
    await expect.poll(() => page.isClosed()).toBe(true);
  });

  test("does not lose a move", async () => {
    const { page, fillLine, found } = await slowLibrary(2);
    await page.getByRole("gridcell", { name: "p0", exact: true }).click({ modifiers: ["Control"] });
    await page.getByRole("button", { name: t.move, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: t.moveTitle(1) });
    await expect.poll(() => dialog.getByLabel("Archive").isChecked()).toBe(true);
    const clearLine = await fillLine();
    await dialog.getByRole("button", { name: t.moveAction }).click();
    await page.getByRole("gridcell", { name: "p0", exact: true }).waitFor({ state: "detached" });
    await page.close();
    await clearLine();
    await expect.poll(() => found("archive"), { timeout: 20_000 }).toBe(1);
  });
});
