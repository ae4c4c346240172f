import { once } from "node:events";
import { connect } from "node:net";
import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { type Agent, agentOf } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { newBrowser, signedIn } from "../../../test/support/browser.ts";
import { brokenPicture, movie, picture } from "../../../test/support/files.ts";
import { secondNode } from "../../../test/support/processes/second-node.ts";
import { newTeam, type Team } from "../../../test/support/team.ts";
import { cookiesOf, type EventStream, openEvents } from "../../../test/support/transports/event-stream.ts";
import { purgeTrash } from "../../features/library/assets/trash/purge.ts";
import { openApp } from "../../main/app.ts";
import { dayMs } from "../../platform/clock.ts";

const tested = await testApp({ workers: true });
const { app, services, database, clock } = tested;
const origin = await app.listen({ port: 0 });
const other = await secondNode(tested);
const png = await picture();

/** A team whose agent works through another process than the one that its pages are open at. */
async function newShelf(): Promise<
  Team & { agent: Agent; upload(files: Record<string, Buffer>): Promise<string[]> }
> {
  const team = await newTeam(app, services);
  const { organizationId, owner } = team;
  await owner.call("createLibrary", { organizationId, name: "Other" });
  const libraries = { pictures: "write", other: "write" };
  const { apiKey } = (await owner.call("createKey", { organizationId, name: "Agent", libraries })).data;
  const agent = agentOf(other.app, { organizationId, libraryId: "pictures", apiKey });
  await everythingHeard();
  const upload = async (files: Record<string, Buffer>) =>
    (await agent.upload(files)).data.assets.map(({ id }: { id: string }) => id);
  return { ...team, agent, upload };
}

/** Notices arrive in the order in which they were sent: when a last one is there, so is what a team's founding told. */
const everythingHeard = () =>
  new Promise<void>((resolve, reject) => {
    const heard = database.listen("last", { onMessage: () => resolve() });
    heard.then(() => database.execute(sql`select pg_notify('last', '')`)).catch(reject);
  });

const asset = (assetId: string, change: string, libraryId = "pictures") =>
  ["asset", { libraryId, assetId, change }] as const;

/** Waits for these as the next events, in whatever order. */
async function expectNext(
  stream: EventStream,
  expected: readonly (readonly [string, unknown])[],
): Promise<void> {
  await vi.waitFor(() => expect(stream.events.length).toBeGreaterThanOrEqual(expected.length), 10_000);
  const sorted = (events: readonly unknown[]) => events.map((one) => JSON.stringify(one)).toSorted();
  expect(sorted(stream.events)).toEqual(sorted(expected));
}

test("every change of an asset is told to open pages, whichever process made it", async () => {
  const { agent, upload, viewer, organizationId } = await newShelf();
  const stream = await openEvents(origin, viewer, organizationId);
  const seen: (readonly [string, unknown])[] = [];
  const next = async (...events: (readonly [string, unknown])[]) => {
    seen.push(...events);
    await expectNext(stream, seen);
  };
  const at = (path: string) => `${agent.library}/assets${path}`;

  const [a = "", broken = ""] = await upload({ "a.png": png, "broken.png": brokenPicture });
  await next(asset(a, "added"), asset(broken, "added"), asset(a, "ready"), asset(broken, "failed"));
  await agent.request("POST", at("/tag"), { assetIds: [a], tags: ["sea"] });
  await next(asset(a, "updated"));
  await agent.request("PATCH", at(`/${a}/description`), { description: "Dusk" });
  await next(asset(a, "updated"));
  await agent.request("DELETE", at(""), { ids: [a] });
  await next(asset(a, "deleted"));
  await agent.request("POST", at("/restore"), { ids: [a] });
  await next(asset(a, "restored"));
  await agent.request("POST", at("/transfer"), { assetIds: [a], targetLibraryId: "other" });
  await next(asset(a, "deleted"), asset(a, "added", "other"));
  await agent.request("DELETE", at(""), { ids: [broken] });
  await next(asset(broken, "deleted"));
  clock.advance(31 * dayMs);
  await purgeTrash(services);
  await next(asset(broken, "purged"));
});

test("a change of a view is told as one of its parent too", async () => {
  const { agent, upload, viewer, organizationId } = await newShelf();
  const stream = await openEvents(origin, viewer, organizationId);
  const [a = ""] = await upload({ "a.mp4": movie() });
  await expectNext(stream, [asset(a, "added")]);
  stream.events.length = 0;
  const view = (await agent.upload({ "view.mp4": movie() }, { parentId: a })).data.assets[0].id;
  await expectNext(stream, [asset(view, "added"), asset(a, "updated")]);
  await agent.request("DELETE", `${agent.library}/assets`, { ids: [a] });
  await expectNext(stream, [
    ...[asset(view, "added"), asset(a, "updated")],
    ...[asset(view, "deleted"), asset(a, "deleted")],
  ]);
});

test("what is rolled back is not told, and many changes at once are told as one of their library", async () => {
  const { upload, viewer, organizationId } = await newShelf();
  const files = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`${i}.mp4`, movie()]));
  const stream = await openEvents(origin, viewer, organizationId);
  const ids: string[] = [];
  for (const n of [20, 1]) {
    const uploaded = await upload(files(n));
    await expectNext(
      stream,
      uploaded.map((id) => asset(id, "added")),
    );
    ids.push(...uploaded);
    stream.events.length = 0;
  }
  const [first = ""] = ids;
  const describe = (these: readonly string[]) =>
    sql`update assets set description = 'x' where id = any(${these}::text[])`;

  await database
    .transaction(async (tx) => {
      await tx.execute(describe(ids));
      throw new Error("changed my mind");
    })
    .catch(() => {});
  await database.execute(describe([first]));
  await expectNext(stream, [asset(first, "updated")]);
  await database.execute(describe(ids)); // one statement
  await vi.waitFor(() => expect(stream.events.at(-1)).toEqual(["library", { libraryId: "pictures" }]));
  await database.transaction(async (tx) => {
    for (const id of ids) await tx.execute(describe([id])); // many of them, heard in a moment
  });
  await vi.waitFor(() =>
    expect(stream.events.slice(1)).toEqual([
      ["library", { libraryId: "pictures" }],
      ["library", { libraryId: "pictures" }],
    ]),
  );
});

test("changes of an organization are told to its members alone", async () => {
  const [mine, theirs] = [await newShelf(), await newShelf()];
  const stream = await openEvents(origin, mine.viewer, mine.organizationId);
  const theirStream = await openEvents(origin, theirs.viewer, theirs.organizationId);
  const [b = ""] = await theirs.upload({ "theirs.mp4": movie() });
  await expectNext(theirStream, [asset(b, "added")]);
  const [a = ""] = await mine.upload({ "mine.mp4": movie() });
  await expectNext(stream, [asset(a, "added")]);
  const stranger = await openEvents(origin, theirs.owner, mine.organizationId);
  expect(stranger.status).toBe(404);
});

test("who belongs to an organization, what it is called and which libraries it has is told as it changes", async () => {
  const { owner, viewer, organizationId, accountIds } = await newShelf();
  const stream = await openEvents(origin, viewer, organizationId);
  const strangers = await newShelf();
  const theirs = await openEvents(origin, strangers.viewer, strangers.organizationId);
  const told = async (event: string, operation: string, input: object) => {
    stream.events.length = 0;
    const { error, data } = await owner.call(operation, { organizationId, ...input });
    expect(error).toBeUndefined();
    await expectNext(stream, [[event, {}]]);
    return data;
  };
  await told("members", "changeMemberRole", { accountId: accountIds.editor, role: "viewer" });
  const { id } = await told("members", "inviteMember", { email: "new@example.com", role: "editor" });
  await told("members", "withdrawInvitation", { invitationId: id });
  await told("members", "renameOrganization", { name: "Another name" });
  await told("members", "removeMember", { accountId: accountIds.editor });
  await told("libraries", "createLibrary", { name: "Third" });
  await told("libraries", "renameLibrary", { libraryId: "third", name: "Not the last" });
  await told("libraries", "deleteLibrary", { libraryId: "third", confirm: "third" });
  expect(theirs.events).toEqual([]);
});

test("a stream is one that no proxy keeps back, caches or finds silent", async () => {
  const { viewer, organizationId } = await newShelf();
  const quick = await openApp(services, { heartbeatMs: 20 });
  const stream = await openEvents(await quick.listen({ port: 0 }), viewer, organizationId);
  expect(stream.status).toBe(200);
  expect(Object.fromEntries(stream.headers)).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  await vi.waitFor(() => expect(stream.text()).toMatch(/^retry: \d+\n\n(:\n\n){3}/));
  await quick.close();
});

test("nobody is let in without a session, from another site, or without an organization of theirs", async () => {
  const { viewer, organizationId } = await newShelf();
  const stranger = await signedIn(app, services, "stranger@example.com");
  const status = async (...args: Parameters<typeof openEvents>) => (await openEvents(...args)).status;
  expect(await status(origin, undefined, organizationId)).toBe(401);
  expect(await status(origin, newBrowser(app, services), organizationId)).toBe(401);
  expect(await status(origin, stranger, organizationId)).toBe(404);
  expect(await status(origin, viewer, "nowhere")).toBe(404);
  expect(await status(origin, viewer, `${organizationId}&organizationId=${organizationId}`)).toBe(404);
  expect(await status(origin, viewer, organizationId, { "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await status(origin, viewer, organizationId, { origin: "https://evil.example" })).toBe(403);
  expect(await status(origin, viewer, organizationId, { "sec-fetch-site": "same-origin" })).toBe(200);
});

test("after a lost connection to Postgres pages are told to read everything again, and go on hearing", async () => {
  const { upload, viewer, organizationId } = await newShelf();
  const stream = await openEvents(origin, viewer, organizationId);
  await database.query(
    sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = ${database.instance} and (query like 'LISTEN%' or query = 'SELECT 1')`,
  );
  await vi.waitFor(() => expect(stream.events).toEqual([["reset", {}]]), 10_000);
  const [a = ""] = await upload({ "a.mp4": movie() });
  await expectNext(stream, [["reset", {}], asset(a, "added")]);
});

test("a stream ends at once with its session", async () => {
  const { viewer, organizationId, emails } = await newShelf();
  const elsewhere = await signedIn(app, services, emails.viewer);
  const [here, there] = [
    await openEvents(origin, viewer, organizationId),
    await openEvents(origin, elsewhere, organizationId),
  ];
  await viewer.call("revokeOtherSessions");
  await there.ended;
  expect(await openEvents(origin, elsewhere, organizationId)).toMatchObject({ status: 401 });
  await viewer.post("/api/auth/sign-out", {});
  await here.ended;
});

test("a stream ends at once with the membership, and with the organization; others go on", async () => {
  const { owner, viewer, editor, organizationId, accountIds, upload } = await newShelf();
  const [removed, kept] = [
    await openEvents(origin, viewer, organizationId),
    await openEvents(origin, editor, organizationId),
  ];
  await owner.call("removeMember", { organizationId, accountId: accountIds.viewer });
  await removed.ended;
  const [a = ""] = await upload({ "a.mp4": movie() });
  await expectNext(kept, [["members", {}], asset(a, "added")]);
  await owner.call("deleteOrganization", { organizationId, confirm: organizationId });
  await kept.ended;
});

test("a stream ends with the next heartbeat when the time of its session is over", async () => {
  const { viewer, organizationId, accountIds } = await newShelf();
  const quick = await openApp(services, { heartbeatMs: 20 });
  const stream = await openEvents(await quick.listen({ port: 0 }), viewer, organizationId);
  expect(stream.status).toBe(200);
  await database.execute(
    sql`update sessions set expires_at = now() - interval '1 second' where account_id = ${accountIds.viewer}`,
  );
  await stream.ended;
  await quick.close();
});

test("an account has at most 20 streams, and a closed one makes room", async () => {
  const { viewer, editor, organizationId } = await newShelf();
  const open = () => openEvents(origin, viewer, organizationId);
  const streams = await Promise.all(Array.from({ length: 20 }, open));
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
  const refused = await open();
  await refused.ended;
  expect([refused.status, JSON.parse(refused.text()).error.code]).toEqual([429, "RATE_LIMITED"]);
  expect((await openEvents(origin, editor, organizationId)).status).toBe(200);
  streams[0]?.close();
  await vi.waitFor(async () => expect((await open()).status).toBe(200));
});

test("a page that does not read is cut off, while others go on", async () => {
  const { viewer, editor, organizationId } = await newShelf();
  const reading = await openEvents(origin, editor, organizationId);
  const { hostname, port } = new URL(origin);
  const stuck = connect(Number(port), hostname);
  stuck.write(
    `GET /api/app/events?organizationId=${organizationId} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookiesOf(viewer)}\r\n\r\n`,
  );
  await once(stuck, "readable"); // its head is there; nothing is read any more
  const [libraries, places] = [90, 20];
  for (let round = 1; round <= 15; round++) {
    // More than the sockets' buffers hold, in the end.
    await database.execute(
      sql`select pg_notify('asset_changes', json_build_object('organization', o.id, 'library', n || repeat('x', 300), 'change',
            'updated', 'ids', array(select 'asset' || i from generate_series(1, ${places}::int) i))::text)
          from organizations o, generate_series(1, ${libraries}::int) n where slug = ${organizationId}`,
    );
    await vi.waitFor(() => expect(reading.events).toHaveLength(round * libraries * places), 10_000);
  }
  let bytesRead = 0;
  stuck.on("data", (chunk) => {
    bytesRead += chunk.length;
  });
  stuck.on("error", () => {});
  await once(stuck, "close");
  expect(bytesRead).toBeLessThan(reading.text().length);
}, 60_000);

test("a server that stops does not wait for open streams", async () => {
  const { viewer, organizationId } = await newShelf();
  const stopping = await openApp(services);
  const stream = await openEvents(await stopping.listen({ port: 0 }), viewer, organizationId);
  await stopping.close();
  await stream.ended;
});
