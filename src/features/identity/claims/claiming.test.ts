import { expect, test } from "vitest";
import { type Agent, firstVersion, newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { newBrowser, signedIn } from "../../../../test/support/browser.ts";
import { picture } from "../../../../test/support/files.ts";
import { jobsDone } from "../../../../test/support/jobs.ts";
import { callMemory } from "../../../../test/support/tenant.ts";
import { dayMs } from "../../../platform/clock.ts";

const { app, services, clock, database } = await testApp({ workers: true });
const png = await picture();
const tokenOf = (url: string): string => url.split("/claim/")[1] as string;
let people = 0;
const person = () => signedIn(app, services, `person${people++}@example.com`);

async function started(name: string): Promise<{ agent: Agent; token: string }> {
  const agent = await newAgent(app, name);
  return { agent, token: tokenOf(agent.claimUrl) };
}

test("a claim link shows name, pictures, counts and end without a sign-in", async () => {
  const { agent, token } = await started("Barcelona");
  await agent.upload({ "a.png": png, "b.png": png });
  await jobsDone(database, "process_asset");
  const { data } = await newBrowser(app, services).call("peekClaim", { token });
  expect(data).toEqual({
    state: "waiting",
    name: "Barcelona",
    assets: 2,
    pictures: [expect.any(Object), { url: expect.stringContaining("/cdn/"), alt: "a" }],
    memory: false,
    users: 0,
    expiresAt: expect.any(Number),
  });
  expect(data.expiresAt).toBeGreaterThan(clock.now().getTime() + 29 * dayMs);
});

test("after the claim, organization, library, assets and key belong to the account, without the unclaimed limits", async () => {
  const { agent, token } = await started("Lisbon");
  await agent.upload({ "a.png": png });
  const owner = await person();
  const claimed = await owner.call("claimOrganization", { token });
  expect(claimed.data).toEqual({ organizationId: agent.organizationId });
  const { organizationId } = agent;
  expect((await owner.call("getOrganization", { organizationId })).data).toEqual({
    id: organizationId,
    name: "Lisbon",
    plan: "free",
    role: "owner",
  });
  const assets = await owner.call("listAssets", { organizationId, libraryId: "lisbon" });
  expect(assets.data).toMatchObject([{ name: "a" }]);
  // The key stays valid and is listed.
  expect((await agent.get("/me")).data).toMatchObject({ plan: "free", libraries: ["lisbon"] });
  expect((await owner.call("listKeys", { organizationId })).data).toMatchObject([{ revealable: true }]);
  // An unclaimed organization may have one library, and expires.
  expect(
    (await agent.request("POST", `/organizations/${organizationId}/libraries`, { name: "Two" })).status,
  ).toBe(201);
  clock.advance(40 * dayMs);
  expect((await agent.get("/me")).status).toBe(200);
});

test("owners can reveal the first key, and only after the claim", async () => {
  const { agent, token } = await started("Keys");
  const owner = await person();
  const { organizationId } = agent;
  await owner.call("claimOrganization", { token });
  const [{ id: keyId }] = (await owner.call("listKeys", { organizationId })).data;
  expect((await owner.call("revealKey", { organizationId, keyId })).data).toEqual({ apiKey: agent.apiKey });
  const made = (await owner.call("createKey", { organizationId, name: "x" })).data;
  expect((await owner.call("revealKey", { organizationId, keyId: made.id })).error.code).toBe(
    "RESOURCE_NOT_FOUND",
  );
  const renewed = (await owner.call("regenerateKey", { organizationId, keyId })).data;
  expect(renewed.apiKey).not.toBe(agent.apiKey);
  expect((await owner.call("revealKey", { organizationId, keyId })).error.code).toBe("RESOURCE_NOT_FOUND");
});

test("nobody can list the keys of an unclaimed organization", async () => {
  const { agent } = await started("Nobody's");
  const { organizationId } = agent;
  expect((await (await person()).call("listKeys", { organizationId })).error.code).toBe(
    "ORGANIZATION_NOT_FOUND",
  );
});

test("a claim link works once: a second person learns that it was claimed, and nothing else", async () => {
  const { token } = await started("Taken");
  const [first, second] = [await person(), await person()];
  expect((await first.call("claimOrganization", { token })).status).toBe(200);
  expect((await second.call("claimOrganization", { token })).error).toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("already claimed this"),
  });
  const { data } = await second.call("peekClaim", { token });
  expect(data).toEqual({
    state: "claimed",
    name: null,
    assets: 0,
    pictures: [],
    memory: false,
    users: 0,
    expiresAt: null,
  });
  // The first person may click it again.
  expect((await first.call("claimOrganization", { token })).status).toBe(200);
});

test("of two people who claim at the same time, one becomes the owner", async () => {
  const { agent, token } = await started("Race");
  const both = [await person(), await person()];
  const answers = await Promise.all(both.map((one) => one.call("claimOrganization", { token })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const winner = both[answers.findIndex(({ status }) => status === 200)];
  const { data } = (await winner?.call("listMembers", { organizationId: agent.organizationId })) ?? {};
  expect(data).toHaveLength(1);
});

test("an expired claim link says so and claims nothing", async () => {
  const { token } = await started("Late");
  const late = await person();
  clock.advance(31 * dayMs);
  expect((await late.call("peekClaim", { token })).data.state).toBe("expired");
  const answer = await late.call("claimOrganization", { token });
  expect(answer.error).toMatchObject({
    code: "RESOURCE_NOT_FOUND",
    message: expect.stringContaining("has expired"),
  });
});

test("an unknown claim link is refused", async () => {
  const nobody = await person();
  for (const operation of ["peekClaim", "claimOrganization"]) {
    expect((await nobody.call(operation, { token: "never" })).error.code).toBe("RESOURCE_NOT_FOUND");
  }
});

test("claiming needs a session", async () => {
  const { token } = await started("Signed out");
  const answer = await newBrowser(app, services).call("claimOrganization", { token });
  expect(answer).toMatchObject({ status: 401, error: { code: "UNAUTHENTICATED" } });
});

test("a tenant of the memory API is claimed the same way, and the claim page counts its users", async () => {
  const registered = await callMemory(app, undefined, "POST", "/tenants", {
    name: "Bot",
    email: "bot@example.com",
  });
  expect(registered.body.claim_url).toMatch(/^http:\/\/localhost:3000\/claim\/[\w-]{43}$/);
  const { claim_url: claimUrl, api_key: apiKey } = registered.body;
  await callMemory(app, apiKey, "POST", "/users", { display_name: "Ada" });
  const owner = await person();
  const token = tokenOf(claimUrl);
  const waiting = (await owner.call("peekClaim", { token })).data;
  expect(waiting).toMatchObject({
    state: "waiting",
    name: "Bot",
    assets: 0,
    memory: true,
    users: 1,
    expiresAt: expect.any(Number),
  });
  const { organizationId } = (await owner.call("claimOrganization", { token })).data;
  const users = await owner.call(`listUsers?organizationId=${organizationId}`);
  expect(users.status).toBe(200);
  expect(users.text).toContain("Ada");
  expect((await callMemory(app, apiKey, "GET", "/tenant")).status).toBe(200);
});

test("the account of the address is told what waits for it, until somebody claims it", async () => {
  const email = "waiting@example.com";
  const started = await app.inject({
    ...{ method: "POST", url: "/libraries", headers: { "api-version": firstVersion } },
    payload: { email: "Waiting@Example.com", name: "Holidays" },
  });
  const [waiting, other] = [await signedIn(app, services, email), await person()];
  const unclaimed = async (browser: typeof waiting) => (await browser.call("getAccount")).data.unclaimed;
  expect(await unclaimed(waiting)).toEqual([{ name: "Holidays", expiresAt: expect.any(Number) }]);
  expect(await unclaimed(other)).toEqual([]);
  await other.call("claimOrganization", { token: tokenOf(started.json().data.claimUrl) });
  expect(await unclaimed(waiting)).toEqual([]);
});

test("an address gets at most 20 claim mails a day", async () => {
  const flooder = await person();
  const start = () =>
    app.inject({
      method: "POST",
      url: "/libraries",
      headers: { "api-version": firstVersion },
      payload: { email: "Flooded@example.com" },
    });
  for (let i = 0; i < 20; i++) {
    const { data } = (await start()).json();
    expect((await flooder.call("claimOrganization", { token: tokenOf(data.claimUrl) })).status).toBe(200);
  }
  expect((await start()).json().error.code).toBe("RATE_LIMITED");
});
