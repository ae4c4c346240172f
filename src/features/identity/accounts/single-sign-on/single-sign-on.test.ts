import sql from "sql-template-tag";
import { afterAll, beforeEach, expect, test } from "vitest";
import { testApp } from "../../../../../test/support/app.ts";
import { type Browser, newBrowser, signedIn } from "../../../../../test/support/browser.ts";
import { oidcProvider, throughProvider } from "../../../../../test/support/oidc-provider.ts";

const publicUrl = "http://localhost:3000";
const provider = await oidcProvider(publicUrl);
afterAll(() => provider.stop());
const { app, services, database } = await testApp({ config: { oidc: provider.settings } });

let named = 0;
const somebody = () => {
  const sub = `person-${++named}`;
  return { sub, email: `${sub}@example.com`, email_verified: true, name: `Person ${named}` };
};
beforeEach(() => {
  provider.person = somebody();
});

const start = async (browser: Browser, to?: string) =>
  new URL((await browser.post("/api/auth/sign-in/oidc", { to })).data.url);
/** The way back from the provider to this server: where the browser lands in the end. */
const back = async (browser: Browser, { pathname, search }: URL) =>
  String((await browser.request("GET", pathname + search, undefined, fromOtherSite)).headers.location);
const fromOtherSite = { "sec-fetch-site": "cross-site" };

async function signIn(browser: Browser, to?: string): Promise<string> {
  const url = await start(browser, to);
  return back(browser, await throughProvider(provider.issuer, url.href));
}

const account = async (browser: Browser) => (await browser.call("getAccount")).data;

test("a person signs in for the first time with the provider's verified address and name, and again later", async () => {
  const browser = newBrowser(app, services);
  expect(await signIn(browser, "/claim/a*b?c=d")).toBe("/signed-in?to=%2Fclaim%2Fa%2Ab%3Fc%3Dd");
  const first = await account(browser);
  expect(first).toMatchObject({ email: provider.person?.email, name: provider.person?.name });
  const elsewhere = newBrowser(app, services);
  expect(await signIn(elsewhere)).toBe("/signed-in");
  expect((await account(elsewhere)).id).toBe(first.id);
  expect((await account(elsewhere)).name).toBe(provider.person?.name);
});

test("the sign-in page learns what the provider is called", async () => {
  const { data } = await newBrowser(app, services).request("GET", "/api/auth/sign-in/methods");
  expect(data).toEqual({ singleSignOn: "Acme" });
  const plain = await testApp();
  const browser = newBrowser(plain.app, plain.services);
  expect((await browser.request("GET", "/api/auth/sign-in/methods")).data).toEqual({ singleSignOn: null });
  expect((await browser.post("/api/auth/sign-in/oidc", {})).status).toBe(404);
});

test("the request has PKCE with S256, a state, a nonce and only the scopes that are needed", async () => {
  const { searchParams } = await start(newBrowser(app, services));
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/.{32}/),
    nonce: expect.stringMatching(/.{32}/),
    scope: "openid email profile",
    redirect_uri: `${publicUrl}/api/auth/callback/oidc`,
  });
});

test("the provider's verified address opens the account that was made by email, whatever its letter case", async () => {
  const { email } = provider.person as { email: string };
  const mailed = await signedIn(app, services, email);
  provider.person = { ...somebody(), email: email.toUpperCase() };
  const browser = newBrowser(app, services);
  await signIn(browser);
  expect((await account(browser)).id).toBe((await account(mailed)).id);
});

test("a person whose address changed at the provider keeps their account and its address", async () => {
  const browser = newBrowser(app, services);
  await signIn(browser);
  const before = await account(browser);
  provider.person = { ...(provider.person as ReturnType<typeof somebody>), email: "married@example.com" };
  await signIn(browser);
  expect(await account(browser)).toMatchObject({ id: before.id, email: before.email });
});

test.each([
  ["an address that is not verified", { email_verified: false }],
  ["an address without a word about it", { email_verified: undefined }],
  ["no address", { email: undefined }],
  ["a domain instead of an address", { email: "example.org" }],
  ["an address whose Kelvin sign has the lower case k", { email: "\u212Aate@example.com" }],
])("%s opens no account, neither a new nor an existing one", async (_, lacking) => {
  const { email } = provider.person as { email: string };
  await signedIn(app, services, email);
  for (const person of [provider.person, somebody()]) {
    provider.person = Object.assign(person ?? somebody(), lacking);
    const browser = newBrowser(app, services);
    expect(await signIn(browser, "/account")).toBe("/sign-in?problem=unverified&to=%2Faccount");
    expect((await browser.call("getAccount")).status).toBe(401);
  }
});

test("another state, the state of another browser, and an answer that comes twice are refused", async () => {
  const browser = newBrowser(app, services);
  const answer = await throughProvider(provider.issuer, (await start(browser)).href);
  const forged = new URL(answer);
  forged.searchParams.set("state", "a".repeat(32));
  expect(await back(browser, forged)).toContain("/sign-in?problem=expired");
  expect(await back(newBrowser(app, services), answer)).toContain("/sign-in?problem=expired");
  expect(await back(browser, answer)).toBe("/signed-in");
  browser.cookies.delete("rookery.session_token");
  expect(await back(browser, answer)).toContain("/sign-in?problem=expired");
  expect((await browser.call("getAccount")).status).toBe(401);
});

test("an ID token with another nonce is refused", async () => {
  const browser = newBrowser(app, services);
  const url = await start(browser);
  url.searchParams.set("nonce", "another");
  const answer = await throughProvider(provider.issuer, url.href);
  expect(await back(browser, answer)).toBe("/sign-in?problem=refused");
  expect((await browser.call("getAccount")).status).toBe(401);
});

test("a code that was given for another request's PKCE challenge is refused", async () => {
  const victim = await throughProvider(provider.issuer, (await start(newBrowser(app, services))).href);
  const thief = newBrowser(app, services);
  const answer = await throughProvider(provider.issuer, (await start(thief)).href);
  answer.searchParams.set("code", victim.searchParams.get("code") ?? "");
  expect(await back(thief, answer)).toBe("/sign-in?problem=refused");
  expect((await thief.call("getAccount")).status).toBe(401);
});

test("an answer of another issuer is refused", async () => {
  const browser = newBrowser(app, services);
  const answer = await throughProvider(provider.issuer, (await start(browser)).href);
  expect(answer.searchParams.get("iss")).toBe(provider.issuer);
  answer.searchParams.set("iss", "https://other.example");
  expect(await back(browser, answer)).toBe("/sign-in?problem=refused");
});

test("a provider whose metadata names another issuer than the setting is not used", async () => {
  const issuer = provider.issuer.replace("127.0.0.1", "localhost");
  const other = await testApp({ config: { oidc: { ...provider.settings, issuer } } });
  const browser = newBrowser(other.app, other.services);
  const { status, error } = await browser.post("/api/auth/sign-in/oidc", {});
  expect([status, error.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
});

test("a person who cancels at the provider comes back to the sign-in page", async () => {
  provider.person = undefined;
  expect(await signIn(newBrowser(app, services), "/account")).toBe(
    "/sign-in?problem=cancelled&to=%2Faccount",
  );
});

test("while the provider is down there is a sentence, and afterwards it works without a restart", async () => {
  await provider.stop();
  const late = await testApp({ config: { oidc: provider.settings } });
  const browser = newBrowser(late.app, late.services);
  const { status, error } = await browser.post("/api/auth/sign-in/oidc", {});
  expect(status).toBe(503);
  expect(error.message).toBe(
    "The sign-in of Acme can't be reached. Try again in a minute, or sign in by email.",
  );
  await provider.start();
  const url = new URL((await browser.post("/api/auth/sign-in/oidc", {})).data.url);
  const answer = await throughProvider(provider.issuer, url.href);
  await provider.stop();
  expect(await back(browser, answer)).toBe("/sign-in?problem=refused");
  await provider.start();
});

test("pages of other sites cannot start a sign-in, and it leads nowhere but to a path of this server", async () => {
  const browser = newBrowser(app, services);
  const asked = (to: string, headers = {}) => browser.post("/api/auth/sign-in/oidc", { to }, headers);
  expect((await asked("/", { origin: "https://evil.example" })).status).toBe(403);
  for (const to of ["https://evil.example", "//evil.example", "/\\evil.example"])
    expect((await asked(to)).error.code).toBe("BAD_USER_INPUT");
});

test("only who a person is at the provider is kept: with its issuer, and without its tokens", async () => {
  await signIn(newBrowser(app, services));
  const row = await database.one<Record<string, unknown>>(
    sql`select provider_account_id as subject, access_token, refresh_token, id_token from identities
        where provider_account_id like ${`% ${provider.person?.sub}`}`,
  );
  expect(row).toEqual({
    subject: `${provider.issuer} ${provider.person?.sub}`,
    access_token: null,
    refresh_token: null,
    id_token: null,
  });
});

test("a session of the provider is as fresh as any other, and signing out ends it", async () => {
  const browser = newBrowser(app, services);
  await signIn(browser);
  const add = () => browser.request("GET", "/api/auth/passkey/generate-register-options");
  expect((await add()).status).toBe(200);
  const { id } = await account(browser);
  await database.execute(
    sql`update sessions set created_at = now() - interval '25 hours' where account_id = ${id}`,
  );
  expect((await add()).status).toBe(403);
  await signIn(browser);
  expect((await add()).status).toBe(200);
  expect((await browser.post("/api/auth/sign-out", {})).status).toBe(200);
  expect((await browser.call("getAccount")).status).toBe(401);
});
