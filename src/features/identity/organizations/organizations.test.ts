import { expect, test } from "vitest";
import { agentOf, send } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { signedIn } from "../../../../test/support/browser.ts";
import { picture } from "../../../../test/support/files.ts";
import { jobsDone } from "../../../../test/support/jobs.ts";
import { lockAwaited } from "../../../../test/support/postgres/blocked.ts";
import { newTeam, type Team } from "../../../../test/support/team.ts";
import type { Database } from "../../../platform/database/database.ts";
import { changeSlug, organizationBySlug } from "../slugs/store.ts";

const { app, services, database } = await testApp({ workers: true });
const png = await picture();

const keyOf = async ({ organizationId, owner }: Team): Promise<string> =>
  (await owner.call("createKey", { organizationId, name: "test", libraries: { pictures: "write" } })).data
    .apiKey;

test("a person creates, names and renames several organizations", async () => {
  const browser = await signedIn(app, services, "several@example.com");
  expect((await browser.call("createMyOrganization", { name: "Açme Ltd" })).data).toEqual({
    id: "acme-ltd",
    name: "Açme Ltd",
    plan: "free",
    role: "owner",
  });
  await browser.call("createMyOrganization", { name: "Other", slug: "the-other" });
  const renamed = await browser.call("renameOrganization", { organizationId: "the-other", name: "Another" });
  expect(renamed.data).toMatchObject({ id: "the-other", name: "Another" });
  expect((await browser.call("getAccount")).data.organizations).toMatchObject([
    { id: "home", role: "owner" },
    { id: "acme-ltd", role: "owner" },
    { id: "the-other", name: "Another", role: "owner" },
  ]);
  expect((await browser.call("createMyOrganization", { name: "Acme Ltd" })).error.code).toBe("CONFLICT");
});

test("an owner's key works over REST, and the keys are listed without their secrets", async () => {
  const team = await newTeam(app, services);
  const apiKey = await keyOf(team);
  const agent = agentOf(app, { organizationId: team.organizationId, libraryId: "pictures", apiKey });
  expect((await agent.upload({ "a.png": png })).status).toBe(200);
  const { data, text } = await team.owner.call("listKeys", { organizationId: team.organizationId });
  expect(data).toMatchObject([{ name: "test", libraries: { pictures: "write" }, revealable: false }]);
  expect(text).not.toContain(apiKey);
});

test("after a change of slug, the old one keeps working for people, keys and links", async () => {
  const team = await newTeam(app, services);
  const { organizationId: old, owner } = team;
  const apiKey = await keyOf(team);
  const before = agentOf(app, { organizationId: old, libraryId: "pictures", apiKey });
  const [asset] = (await before.upload({ "a.png": png })).data.assets;
  const slug = `${old}-new`;
  expect((await owner.call("changeOrganizationSlug", { organizationId: old, slug })).data.id).toBe(slug);
  expect((await owner.call("getOrganization", { organizationId: old })).data.id).toBe(slug);
  const after = agentOf(app, { organizationId: slug, libraryId: "pictures", apiKey });
  for (const agent of [before, after]) {
    const got = await agent.get(`${agent.library}/assets/${asset.id}`);
    expect(got.status).toBe(200);
    expect(got.data.url).toContain(`/${slug}/`);
  }
  expect((await app.inject({ method: "GET", url: new URL(asset.url).pathname })).statusCode).toBe(200);
  expect((await send(app, apiKey, "GET", "/me")).data.organizationId).toBe(slug);
});

test("an organization's current and former slugs are refused to others; it can change back to its own", async () => {
  const team = await newTeam(app, services);
  const other = await newTeam(app, services);
  const old = team.organizationId;
  await team.owner.call("changeOrganizationSlug", { organizationId: old, slug: `${old}-2` });
  for (const slug of [old, `${old}-2`]) {
    const change = { organizationId: other.organizationId, slug };
    expect((await other.owner.call("changeOrganizationSlug", change)).error.code).toBe("CONFLICT");
    expect((await other.owner.call("createMyOrganization", { name: "x", slug })).error.code).toBe("CONFLICT");
  }
  const back = await team.owner.call("changeOrganizationSlug", { organizationId: old, slug: old });
  expect(back.data.id).toBe(old);
  expect((await team.owner.call("getOrganization", { organizationId: `${old}-2` })).data.id).toBe(old);
});

test("deleting needs the slug as confirmation, stops members, keys and links at once, and leaves nothing", async () => {
  const team = await newTeam(app, services);
  const { organizationId, owner, viewer } = team;
  const apiKey = await keyOf(team);
  const agent = agentOf(app, { organizationId, libraryId: "pictures", apiKey });
  const [asset] = (await agent.upload({ "a.png": png })).data.assets;
  const refused = await owner.call("deleteOrganization", { organizationId, confirm: "yes" });
  expect(refused.error).toMatchObject({
    code: "BAD_USER_INPUT",
    message: expect.stringContaining(organizationId),
  });
  expect((await agent.get("/me")).status).toBe(200);

  expect((await owner.call("deleteOrganization", { organizationId, confirm: organizationId })).status).toBe(
    200,
  );
  expect((await agent.get("/me")).error.code).toBe("INVALID_API_KEY");
  expect((await viewer.call("listLibraries", { organizationId })).error.code).toBe("ORGANIZATION_NOT_FOUND");
  expect((await app.inject({ method: "GET", url: new URL(asset.url).pathname })).statusCode).toBe(404);
  expect((await owner.call("getAccount")).data.organizations).toEqual([]);
  await jobsDone(database, "remove_organization");
  const left = await database.query({
    name: "",
    text: "select 1 from organizations where slug = $1 union all select 1 from assets where id = $2",
    values: [organizationId, asset.id],
  });
  expect(left).toEqual([]);
});

test("a slug is not free for a moment while it changes", async () => {
  const team = await newTeam(app, services);
  const old = team.organizationId;
  const { id } = (await organizationBySlug(database, old)) as { id: number };
  let commit = () => {};
  const held = new Promise<void>((resolve) => (commit = resolve));
  const slow: Pick<Database, "transaction"> = {
    transaction: (work) =>
      database.transaction(async (tx) => {
        const result = await work(tx);
        await held;
        return result;
      }),
  };
  const changing = changeSlug(slow, id, `${old}-3`);
  const taking = team.viewer.call("createMyOrganization", { name: "x", slug: old });
  await lockAwaited(database);
  commit();
  expect(await changing).toBe(true);
  expect((await taking).error?.code).toBe("CONFLICT");
});

test("a person takes at most 20 slugs a day for new organizations, and an organization at most 20 for itself", async () => {
  const browser = await signedIn(app, services, "hoarder@example.com");
  const make = (slug: string) => browser.call("createMyOrganization", { name: "x", slug });
  for (let i = 0; i < 20; i++) expect((await make(`hoard-${i}`)).status).toBe(200);
  expect((await make("hoard-20")).error.code).toBe("RATE_LIMITED");
  const change = (i: number) =>
    browser.call("changeOrganizationSlug", { organizationId: "hoard-0", slug: `hoarded-${i}` });
  for (let i = 0; i < 20; i++) expect((await change(i)).status).toBe(200);
  expect((await change(20)).error.code).toBe("RATE_LIMITED");
});
