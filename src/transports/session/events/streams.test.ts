import { once } from "node:events";
import { connect } from "node:net";
import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { newBrowser, signedIn } from "../../../../test/support/browser.ts";
import { movie } from "../../../../test/support/files.ts";
import { cookiesOf, openEvents } from "../../../../test/support/transports/event-stream.ts";
import { expectNext, twoNodes } from "../../../../test/support/transports/two-nodes.ts";
import { openApp } from "../../../main/app.ts";

const { app, services, database, origin, newAgentTeam } = await twoNodes();

const asset = (assetId: string, change: string, libraryId = "pictures") =>
  ["asset", { libraryId, assetId, change }] as const;

test("a stream has headers against buffering and caching, and heartbeats", async () => {
  const { viewer, organizationId } = await newAgentTeam();
  const quick = await openApp(services, { heartbeatMs: 20 });
  const stream = await openEvents(await quick.listen({ port: 0 }), viewer, organizationId);
  expect(stream.status).toBe(200);
  expect(Object.fromEntries(stream.headers)).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  await vi.waitFor(() => expect(stream.text()).toMatch(/^(:\n\n)*retry: \d+\n\n(:\n\n){3}/), 10_000);
  await quick.close();
});

test("a stream needs a session, a page of this server, and membership of the organization", async () => {
  const { viewer, organizationId } = await newAgentTeam();
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

test("after a lost connection to Postgres, pages get a reset event and then further events", async () => {
  const { upload, viewer, organizationId } = await newAgentTeam();
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
  const { viewer, organizationId, emails } = await newAgentTeam();
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

test("a stream ends at once with the membership or the organization, while others continue", async () => {
  const { owner, viewer, editor, organizationId, accountIds, upload } = await newAgentTeam();
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

test("a stream ends at the next heartbeat after its session expires", async () => {
  const { viewer, organizationId, accountIds } = await newAgentTeam();
  const quick = await openApp(services, { heartbeatMs: 20 });
  const stream = await openEvents(await quick.listen({ port: 0 }), viewer, organizationId);
  expect(stream.status).toBe(200);
  await database.execute(
    sql`update sessions set expires_at = now() - interval '1 second' where account_id = ${accountIds.viewer}`,
  );
  await stream.ended;
  await quick.close();
});

test("an account has at most 20 streams, and closing one allows another", async () => {
  const { viewer, editor, organizationId } = await newAgentTeam();
  const open = () => openEvents(origin, viewer, organizationId);
  const streams = await Promise.all(Array.from({ length: 20 }, open));
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
  const refused = await open();
  await refused.ended;
  expect([refused.status, JSON.parse(refused.text()).error.code]).toEqual([429, "RATE_LIMITED"]);
  expect((await openEvents(origin, editor, organizationId)).status).toBe(200);
  streams[0]?.close();
  await vi.waitFor(async () => expect((await open()).status).toBe(200), 10_000);
});

test("a stream that is not read is closed, while others continue", async () => {
  const { viewer, editor, organizationId } = await newAgentTeam();
  const reading = await openEvents(origin, editor, organizationId);
  const { hostname, port } = new URL(origin);
  const stuck = connect(Number(port), hostname);
  stuck.write(
    `GET /api/app/events?organizationId=${organizationId} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookiesOf(viewer)}\r\n\r\n`,
  );
  await once(stuck, "readable"); // the headers have arrived; nothing more is read
  const [libraries, places] = [90, 20];
  for (let round = 1; round <= 15; round++) {
    // Eventually this exceeds the sockets' buffers.
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
  const { viewer, organizationId } = await newAgentTeam();
  const stopping = await openApp(services);
  const stream = await openEvents(await stopping.listen({ port: 0 }), viewer, organizationId);
  await stopping.close();
  await stream.ended;
});
