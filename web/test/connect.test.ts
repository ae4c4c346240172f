import { beforeEach, expect, test } from "vitest";
import {
  deviceAuthorization,
  deviceGrantType,
  registeredApp,
  registeredDevice,
  requestOf,
  tokenCall,
} from "../../test/support/connected-app.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { appTexts as t } from "../src/texts/apps.ts";
import { connectTexts as c } from "../src/texts/connect.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

inBrowser("connecting", () => {
  let team: Team;
  beforeEach(async () => {
    team = await newTeam(app, services);
  });

  test("a person types a device's code, sees who asks, and allows it", async () => {
    const device = await registeredDevice(app);
    const { body } = await deviceAuthorization(app, device, { scope: "images:read offline_access" });
    const page = await visit({ as: team.editor });
    await page.goto("/device");
    await page.getByLabel(t.deviceCode).fill("bbbb-bbbb");
    await page.getByRole("button", { name: t.deviceContinue }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel(t.deviceCode).fill((body.user_code ?? "").toLowerCase());
    await page.getByRole("button", { name: t.deviceContinue }).click();
    await page.getByRole("heading", { name: t.ask("Television") }).waitFor();
    await page.getByText(t.onlyReads).waitFor();
    expect(await page.getByRole("group", { name: t.memory }).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: t.allow, exact: true }).click();
    await page.getByRole("heading", { name: t.deviceDone.connected }).waitFor();
    const fields = { grant_type: deviceGrantType, device_code: body.device_code ?? "" };
    const { status } = await tokenCall(app, { ...fields, client_id: device.clientId });
    expect(status).toBe(200);
  });

  test("a person connects an app to all of their organizations at once", async () => {
    const second = (await team.editor.call("createMyOrganization", { name: "Second" })).data;
    const page = await visit({ as: team.editor, leavesFor: "http://127.0.0.1:33418" });
    await page.goto(requestOf(await registeredApp(app, "Test app")).url);
    await page.getByLabel(t.organization).selectOption(t.everyOrganization(2));
    await page.getByRole("group", { name: t.memory }).getByLabel(t.memoryLevels.read).check();
    const confirmed = page.waitForResponse((answer) => answer.url().endsWith("/api/auth/consent"));
    await page.getByRole("button", { name: t.allow, exact: true }).click();
    expect((await confirmed).status()).toBe(200);
    for (const organizationId of [team.organizationId, second.id]) {
      const [connection] = (await team.editor.call("listConnectedApps", { organizationId })).data;
      expect(connection).toMatchObject({ name: "Test app", allLibraries: "read" });
    }
  });

  test("the Connect page has what each app needs, by signing in or with a new key", async () => {
    const page = await visit({ as: team.owner });
    await page.goto(`/app/${team.organizationId}/-/connect`);
    await page.getByText("claude mcp add --transport http rookery").waitFor();
    await page.getByText(`rookery-cli login --server ${new URL(page.url()).origin}`).waitFor();
    expect(await page.getByRole("link", { name: c.commandLine }).getAttribute("href")).toBe("/guides/cli");
    expect(await barriers(page)).toEqual([]);
    const linkOf = async (name: string) => {
      await page.getByLabel(name, { exact: true }).check();
      return (await page.getByRole("link", { name: c.open(name) }).getAttribute("href")) ?? "";
    };
    const origin = new URL(page.url()).origin;
    const vscode = JSON.parse(decodeURIComponent((await linkOf("VS Code")).split("?")[1] ?? ""));
    expect(vscode).toEqual({ name: "rookery", type: "http", url: `${origin}/mcp/oauth` });
    const cursor = new URL(await linkOf("Cursor")).searchParams.get("config") ?? "";
    expect(JSON.parse(atob(cursor))).toEqual({ url: `${origin}/mcp/oauth` });
    await page.getByLabel("ChatGPT", { exact: true }).check();
    await page.getByText(c.oauthOnly("ChatGPT")).waitFor();
    await page.getByLabel("Claude Code", { exact: true }).check();
    await page.getByLabel(c.ways.key, { exact: true }).check();
    await page.getByRole("button", { name: c.createKey("Claude Code") }).click();
    await page.getByText(c.keyFilled).waitFor();
    const line = await page.getByText("claude mcp add").innerText();
    const key = /Bearer (pk_\w+)/.exec(line)?.[1] ?? "";
    expect(line).toContain(`${origin}/mcp/key`);
    expect(await services.keyCache.find(key)).toMatchObject({ key: { name: "Claude Code" } });
  });
});
