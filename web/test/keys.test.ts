import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { reportLeakedKey } from "../../src/features/identity/keys/leaks/operations.ts";
import { newAgent } from "../../test/support/agent.ts";
import { signedIn } from "../../test/support/browser.ts";
import { picture } from "../../test/support/files.ts";
import { operate } from "../../test/support/operator.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { app, services, visit, origin } = await webApp();

/** A request as curl would send it. */
const ask = async (apiKey: string, path: string, init: RequestInit = {}) => {
  const headers = { "Api-Version": "2026-05-20", Authorization: `Bearer ${apiKey}` };
  return (await fetch(origin + path, { ...init, headers })).status;
};

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list of tests, each short
inBrowser("API keys", () => {
  let team: Team;
  const assets = (library: string) => `/organizations/${team.organizationId}/libraries/${library}/assets`;
  const upload = async (apiKey: string, library: string) => {
    const body = new FormData();
    body.append("files", new Blob([new Uint8Array(await picture())]), "beach.png");
    return ask(apiKey, assets(library), { method: "POST", body });
  };
  const secretIn = (page: Page) =>
    page.getByRole("dialog").getByRole("region", { name: "Key", exact: true }).innerText();
  const act = async (page: Page, key: string, what: string) => {
    await page.getByRole("button", { name: `Actions for ${key}` }).click();
    await page.getByRole("menuitem", { name: what }).click();
  };
  const open = async () => {
    const page = await visit({ as: team.owner });
    await page.goto(`/app/${team.organizationId}/-/settings/keys`);
    await page.getByRole("heading", { name: "API keys" }).waitFor();
    return page;
  };

  beforeAll(async () => {
    team = await newTeam(app, services);
    const { organizationId, owner } = team;
    for (const name of ["Archive", "Private"]) await owner.call("createLibrary", { organizationId, name });
  });

  test("a key of all libraries also reaches those made later", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Create key" }).click();
    await page.getByLabel("Name").fill("Backup");
    await page.getByRole("group", { name: "All libraries, present and future" }).getByLabel("Read").check();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
    const apiKey = await secretIn(page);
    await team.owner.call("createLibrary", { organizationId: team.organizationId, name: "Later" });
    expect(await ask(apiKey, assets("later"))).toBe(200);
    await page.getByRole("button", { name: "I have copied it" }).click();
    await page.getByText("all libraries, present and future").waitFor();
  });

  test("a key is renamed from its menu and keeps its access, and an empty name is not saved", async () => {
    const { organizationId, owner } = team;
    const key = { organizationId, name: "Scraper", libraries: { archive: "read" }, scopes: ["memory:read"] };
    const { apiKey } = (await owner.call("createKey", key)).data;
    const page = await open();
    await act(page, "Scraper", "Rename");
    const dialog = page.getByRole("dialog", { name: "Rename “Scraper”" });
    expect(await dialog.getByLabel("Name").inputValue()).toBe("Scraper");
    await dialog.getByLabel("Name").fill(" ");
    expect(await dialog.getByRole("button", { name: "Rename", exact: true }).isDisabled()).toBe(true);
    await dialog.getByLabel("Name").fill("Gatherer");
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByText("Renamed to “Gatherer”.").waitFor();
    await page.getByRole("button", { name: "Actions for Gatherer" }).waitFor();
    expect(await page.getByRole("button", { name: "Actions for Scraper" }).count()).toBe(0);
    await page.reload();
    await page.getByRole("button", { name: "Actions for Gatherer" }).waitFor();
    expect(await ask(apiKey, assets("archive"))).toBe(200);
    const { data: keys } = await owner.call("listKeys", { organizationId });
    expect(keys.find(({ name }: { name: string }) => name === "Gatherer")).toMatchObject({
      libraries: { archive: "read" },
      scopes: ["memory:read"],
    });
  });

  test("a key for all of memory cannot search across people unless that scope is chosen", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Create key" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Memory");
    await dialog.getByLabel("All memory", { exact: true }).check();
    expect(await dialog.getByLabel("memory:search").isChecked()).toBe(false);
    expect(await dialog.getByLabel("tenant:admin").isChecked()).toBe(true);
    await dialog.getByRole("button", { name: "Create key" }).click();
    const apiKey = await secretIn(page);
    const search = () =>
      ask(apiKey, "/api/v1/memory/search", {
        method: "POST",
        body: new Blob(['{"query": "piano"}'], { type: "application/json" }),
      });
    expect(await search()).toBe(403);
    await page.getByRole("button", { name: "I have copied it" }).click();
    await act(page, "Memory", "Change access");
    await dialog.getByLabel("memory:search").check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByRole("listitem").filter({ hasText: "memory:search" }).first().waitFor();
    await page.getByText("All memory").first().waitFor();
    expect(await search()).toBe(200);
  });

  test("a new key is shown once, and has exactly the access it was given", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Create key" }).click();
    await page.getByLabel("Name").fill("Website");
    await page.getByRole("group", { name: "Pictures" }).getByLabel("Write").check();
    await page.getByRole("group", { name: "Archive" }).getByLabel("Read").check();
    await page.getByLabel("users:read").check();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
    const apiKey = await secretIn(page);
    await page.getByText(`Authorization: Bearer ${apiKey}`).first().waitFor();
    // The dialog does not close before the key was copied.
    await page.keyboard.press("Escape");
    await page.getByRole("alert").getByText("You haven't copied this key").waitFor();
    expect(await secretIn(page)).toBe(apiKey);

    expect(await upload(apiKey, "pictures")).toBe(200);
    expect(await ask(apiKey, assets("archive"))).toBe(200);
    // A library without the needed access is not found.
    expect(await upload(apiKey, "archive")).toBe(404);
    expect(await ask(apiKey, assets("private"))).toBe(404);
    expect(await ask(apiKey, "/api/v1/users")).toBe(200);
    expect(await ask(apiKey, "/api/v1/tenant")).toBe(403);

    await page.getByRole("button", { name: "I have copied it" }).click();
    await page.getByText("Writes to Pictures").waitFor();
    expect(await page.content()).not.toContain(apiKey);
    await page.reload();
    await page.getByText("Writes to Pictures").waitFor();
    expect(await page.content()).not.toContain(apiKey);
  });

  test("changing, regenerating and deleting a key take effect at once", async () => {
    const { organizationId, owner } = team;
    const granted = { organizationId, name: "Importer", libraries: { pictures: "write" }, scopes: [] };
    const old = (await owner.call("createKey", granted)).data.apiKey;
    const page = await open();
    await act(page, "Importer", "Change access");
    await page.getByRole("group", { name: "Pictures" }).getByLabel("Read").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Access of “Importer” changed.").waitFor();
    expect(await ask(old, assets("pictures"))).toBe(200);
    expect(await upload(old, "pictures")).toBe(404);

    await act(page, "Importer", "Regenerate");
    await page.getByRole("dialog").getByRole("button", { name: "Regenerate" }).click();
    await page.getByRole("dialog", { name: "The key “Importer”" }).waitFor();
    const fresh = await secretIn(page);
    expect(await ask(old, assets("pictures"))).toBe(401);
    expect(await ask(fresh, assets("pictures"))).toBe(200);
    await page.getByRole("button", { name: "I have copied it" }).click();

    await act(page, "Importer", "Delete");
    expect(await page.getByRole("dialog").getByRole("button", { name: "Delete" }).isDisabled()).toBe(true);
    await page.getByLabel("Type “Importer” to confirm").fill("Importer");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("The key “Importer” was deleted.").waitFor();
    expect(await ask(fresh, assets("pictures"))).toBe(401);
  });

  test("a leaked key says so and what to do, until it is regenerated", async () => {
    const { organizationId, owner } = team;
    const { apiKey } = (await owner.call("createKey", { organizationId, name: "Notebook" })).data;
    services.config.leakedKeys = "flag";
    await operate(services, reportLeakedKey, { token: apiKey }).finally(() => {
      services.config.leakedKeys = "revoke";
    });
    const page = await open();
    const row = page.getByRole("listitem").filter({ hasText: "Notebook" });
    await row.getByText("Leaked", { exact: true }).waitFor();
    await row.getByText("Regenerate it now, then give the new key to whatever uses it.").waitFor();
    expect(await barriers(page)).toEqual([]);
    await act(page, "Notebook", "Regenerate");
    await page.getByRole("dialog").getByRole("button", { name: "Regenerate" }).click();
    await page.getByRole("button", { name: "I have copied it" }).click();
    await row.getByText("Leaked", { exact: true }).waitFor({ state: "detached" });
  });

  test("the person who claimed a library can show the key it was started with", async () => {
    const agent = await newAgent(app, "Garden");
    const account = await signedIn(app, services, "gardener@example.com");
    await account.call("claimOrganization", { token: agent.claimUrl.split("/").at(-1) });
    const page = await visit({ as: account });
    await page.goto(`/app/${agent.organizationId}/-/settings/keys`);
    await page.getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: "Show key" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Show key" }).click();
    await page.getByText("Anyone who has it can use it.", { exact: true }).waitFor();
    expect(await secretIn(page)).toBe(agent.apiKey);
  });
});
