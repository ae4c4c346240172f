import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { signInMailTo } from "../../test/support/browser.ts";
import { registeredApp, requestOf, tokenCall } from "../../test/support/connected-app.ts";
import { newTeam, type Team } from "../../test/support/team.ts";
import { appTexts as t } from "../src/texts/apps.ts";
import { texts } from "../src/texts/texts.ts";
import { barriers, inBrowser, webApp } from "./web-app.ts";

const { app, services, visit } = await webApp();

/** The app on the person's device that the browser comes back to. */
async function callback(): Promise<{ uri: string; came: Promise<URL> }> {
  const { promise: came, resolve } = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    response.end("Connected.");
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    if (url.pathname === "/callback") resolve(url);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`, came };
}

inBrowser("connecting an app", () => {
  let team: Team;
  beforeEach(async () => {
    team = await newTeam(app, services);
  });

  const connect = async (clientId: string, came: Promise<URL>, verifier: string, uri: string) => {
    const code = (await came).searchParams.get("code") ?? "";
    const fields = { grant_type: "authorization_code", code, redirect_uri: uri, client_id: clientId };
    return tokenCall(app, { ...fields, code_verifier: verifier });
  };

  test("a person sees who asks, chooses what it may do, and disconnects it in the settings", async () => {
    const { uri, came } = await callback();
    const { clientId } = await registeredApp(app, "Test app");
    const { url, verifier } = requestOf({ clientId }, { redirect_uri: uri });
    const page = await visit({ as: team.editor, leavesFor: uri });
    await page.goto(url);
    await page.getByRole("heading", { name: t.ask("Test app") }).waitFor();
    await page.getByText("127.0.0.1:33418", { exact: true }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("group", { name: t.memory }).getByLabel(t.memoryLevels.write).check();
    await page.getByRole("button", { name: t.allow, exact: true }).click();
    const { status, body } = await connect(clientId, came, verifier, uri);
    expect(status).toBe(200);
    const live = await services.keyCache.find(body.access_token as string);
    expect(live?.grants.get("pictures")?.level).toBe("read");
    expect(live?.key.scopes).toContain("memory:write");

    await page.waitForURL(`${uri}?**`);
    await page.goto(`/app/${team.organizationId}/-/settings/apps`);
    await page.getByRole("button", { name: t.disconnectNamed("Test app") }).click();
    await page.getByRole("dialog").getByRole("button", { name: t.disconnect, exact: true }).click();
    await page.getByText(t.disconnected("Test app")).waitFor();
    await page.getByText(t.emptyTitle).waitFor();
    expect(await services.keyCache.find(body.access_token as string)).toBeUndefined();
  });

  test("a person who is not signed in signs in first and comes back to the app's request", async () => {
    const { uri, came } = await callback();
    const { clientId } = await registeredApp(app, "Test app");
    const { url } = requestOf({ clientId }, { redirect_uri: uri });
    await team.editor.call("renameAccount", { name: "Ada" });
    const page = await visit({ leavesFor: uri });
    await page.goto(url);
    await page.getByLabel(texts.signIn.email).fill(team.emails.editor);
    await page.getByRole("button", { name: texts.signIn.send }).click();
    await page.getByLabel(texts.signIn.code).waitFor();
    const { code } = await signInMailTo(services, team.emails.editor);
    await page.getByLabel(texts.signIn.code).fill(code);
    await page.getByRole("heading", { name: t.ask("Test app") }).waitFor();
    await page.getByRole("button", { name: t.deny, exact: true }).click();
    expect((await came).searchParams.get("error")).toBe("access_denied");
  });

  test("a request that the app may not make is refused with a sentence", async () => {
    const { clientId } = await registeredApp(app, "Test app");
    const page = await visit({ as: team.editor });
    await page.goto(requestOf({ clientId }, { redirect_uri: "https://evil.example/" }).url);
    await page.getByRole("heading", { name: t.failedTitle }).waitFor();
  });
});
