import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { type Agent, agentOf, send } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { signedIn } from "../../../../test/support/browser.ts";
import { picture } from "../../../../test/support/files.ts";
import { jobsDone } from "../../../../test/support/jobs.ts";
import { lockAwaited } from "../../../../test/support/postgres/blocked.ts";
import { stored } from "../../../../test/support/stored.ts";
import { dayMs } from "../../../platform/clock.ts";
import { organizationBySlug } from "../slugs/store.ts";
import { remindUnclaimed, removeExpired } from "./clean-up.ts";
import { noteClaimed } from "./store.ts";

const { app, services, clock, database } = await testApp({ workers: true });
const png = await picture();

async function start(email: string): Promise<Agent> {
  return agentOf(app, (await send(app, undefined, "POST", "/libraries", { email, name: "Barcelona" })).data);
}

/** Subjects and claim links of the mails to an address, oldest first. */
async function mailsTo(email: string): Promise<{ subject: string; link: string }[]> {
  const outbox = join(services.config.dataDir, "outbox");
  const names = (await readdir(outbox)).sort();
  const mails = await Promise.all(names.map((name) => readFile(join(outbox, name), "utf8")));
  return mails
    .filter((mail) => mail.includes(`To: ${email}`))
    .map((mail) => ({
      subject: /^Subject: (.*)$/m.exec(mail)?.[1]?.trim() ?? "",
      link: /http:\/\/\S+\/claim\/[\w-]{43}/.exec(mail)?.[0] ?? "",
    }));
}
const subjectsTo = async (email: string) => (await mailsTo(email)).map(({ subject }) => subject);

test("reminders are sent 7 days and 1 day before the end, each exactly once", async () => {
  const email = "ada@example.com";
  await start(email);
  const begin = "Your image library is ready to claim";
  const inDays = (days: string) => `Your image library will be deleted in ${days}`;
  const remind = async () => {
    await Promise.all([remindUnclaimed(services), remindUnclaimed(services)]); // two processes
    await jobsDone(database, "send_reminder");
  };
  await remind();
  clock.advance(23 * dayMs - 60_000);
  await remind();
  expect(await subjectsTo(email)).toEqual([begin]);
  clock.advance(120_000);
  await remind();
  clock.advance(5 * dayMs);
  await remind();
  expect(await subjectsTo(email)).toEqual([begin, inDays("7 days")]);
  clock.advance(dayMs);
  await remind();
  clock.advance(dayMs / 2);
  await remind();
  expect(await subjectsTo(email)).toEqual([begin, inDays("7 days"), inDays("1 day")]);
  clock.advance(dayMs);
  await remind();
  expect(await subjectsTo(email)).toHaveLength(3);
});

test("every mail has its own link, and all links work until the end", async () => {
  const email = "grace@example.com";
  const { claimUrl } = await start(email);
  clock.advance(24 * dayMs);
  await remindUnclaimed(services);
  await jobsDone(database, "send_reminder");
  clock.advance(5.5 * dayMs);
  await remindUnclaimed(services);
  await jobsDone(database, "send_reminder");
  const links = (await mailsTo(email)).map(({ link }) => link);
  expect(links[0]).toBe(claimUrl);
  expect(new Set(links).size).toBe(3);
  const open = async (link: string) => (await app.inject(new URL(link).pathname)).statusCode;
  for (const link of links) expect(await open(link)).toBe(200);
  clock.advance(dayMs);
  for (const link of links) expect(await open(link)).toBe(404);
});

test("a server that was down on the first date sends only the later reminder", async () => {
  const email = "edsger@example.com";
  await start(email);
  clock.advance(29.5 * dayMs);
  await remindUnclaimed(services);
  await remindUnclaimed(services);
  await jobsDone(database, "send_reminder");
  expect(await subjectsTo(email)).toEqual([
    expect.any(String),
    "Your image library will be deleted in 1 day",
  ]);
});

test("an unclaimed organization is removed with everything in it, and no other is", async () => {
  const agent = await start("alan@example.com");
  const { data } = await agent.upload({ "a.png": png, "b.png": png });
  const [{ id, url }, trashed] = data.assets;
  await agent.upload({ "view.png": png }, { parentId: id });
  await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: [id], tags: ["sunset"] });
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [trashed.id] });
  clock.advance(29 * dayMs);
  const later = await start("later@example.com");
  const kept = (await later.upload({ "kept.png": png })).data.assets[0];

  await removeExpired(services);
  expect((await agent.get("/me")).status).toBe(200);
  clock.advance(dayMs);
  // Expired but not removed yet: keys, links and the claim stop on time.
  const ended = async () => {
    expect((await agent.get("/me")).error.code).toBe("INVALID_API_KEY");
    expect((await app.inject(new URL(url).pathname)).statusCode).toBe(404);
    expect((await app.inject(new URL(agent.claimUrl).pathname)).statusCode).toBe(404);
  };
  await ended();
  await removeExpired(services);
  await removeExpired(services);
  await ended();
  expect((await agent.get(`${agent.library}/assets`)).error.code).toBe("ORGANIZATION_NOT_FOUND");

  for (const table of [
    "asset_runs",
    "library_tags",
    "keys",
    "claims",
    "claim_tokens",
    "grants",
    "libraries",
    "assets",
  ]) {
    const { rows } = await database.pool.query(`select count(*)::int as n from ${table}`);
    const left =
      { asset_runs: 1, keys: 1, claims: 1, claim_tokens: 1, grants: 1, libraries: 1, assets: 1 }[table] ?? 0;
    expect([table, rows[0].n]).toEqual([table, left]);
  }
  const { blob } = await database.one<{ blob: string }>(sql`select blob from assets where id = ${kept.id}`);
  await vi.waitFor(async () => expect((await stored(services)).blobs).toEqual([blob]), 10_000);
  expect((await app.inject(new URL(kept.url).pathname)).statusCode).toBe(200);
});

test("an organization claimed at the moment it expires is not removed", async () => {
  const agent = await start("last-moment@example.com");
  const claimed = clock.now();
  const { id } = (await organizationBySlug(database, agent.organizationId)) as { id: number };
  const account = await signedIn(app, services, "last-moment@example.com");
  const { id: accountId } = (await account.call("getAccount")).data;
  clock.advance(31 * dayMs);
  let sweep: Promise<void> | undefined;
  await database.transaction(async (tx) => {
    await noteClaimed(tx, id, accountId, claimed);
    sweep = removeExpired(services);
    await lockAwaited(database);
  });
  await sweep;
  expect((await agent.get("/me")).data).toMatchObject({ plan: "free" });
});
