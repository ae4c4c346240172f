import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { brokenPicture, movie, picture } from "../../../../test/support/files.ts";
import { openEvents } from "../../../../test/support/transports/event-stream.ts";
import { expectNext, twoNodes } from "../../../../test/support/transports/two-nodes.ts";
import { purgeTrash } from "../../../features/library/assets/trash/purge.ts";
import { dayMs } from "../../../platform/clock.ts";

const { services, database, clock, origin, newAgentTeam } = await twoNodes();
const png = await picture();

const asset = (assetId: string, change: string, libraryId = "pictures") =>
  ["asset", { libraryId, assetId, change }] as const;

test("open pages are notified of every change of an asset, whichever process made it", async () => {
  const { agent, upload, viewer, organizationId } = await newAgentTeam();
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

test("a change of a view is sent as a change of its parent too", async () => {
  const { agent, upload, viewer, organizationId } = await newAgentTeam();
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

test("a rolled-back change is not sent, and many concurrent changes are sent as one change of the library", async () => {
  const { upload, viewer, organizationId } = await newAgentTeam();
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
      throw new Error("roll back");
    })
    .catch(() => {});
  await database.execute(describe([first]));
  await expectNext(stream, [asset(first, "updated")]);
  await database.execute(describe(ids)); // one statement
  await vi.waitFor(
    () => expect(stream.events.at(-1)).toEqual(["library", { libraryId: "pictures" }]),
    10_000,
  );
  await database.transaction(async (tx) => {
    for (const id of ids) await tx.execute(describe([id])); // many statements within one batch
  });
  await vi.waitFor(() =>
    expect(stream.events.slice(1)).toEqual([
      ["library", { libraryId: "pictures" }],
      ["library", { libraryId: "pictures" }],
    ]),
  );
});

test("only members of an organization are notified of its changes", async () => {
  const [mine, theirs] = [await newAgentTeam(), await newAgentTeam()];
  const stream = await openEvents(origin, mine.viewer, mine.organizationId);
  const theirStream = await openEvents(origin, theirs.viewer, theirs.organizationId);
  const [b = ""] = await theirs.upload({ "theirs.mp4": movie() });
  await expectNext(theirStream, [asset(b, "added")]);
  const [a = ""] = await mine.upload({ "mine.mp4": movie() });
  await expectNext(stream, [asset(a, "added")]);
  const stranger = await openEvents(origin, theirs.owner, mine.organizationId);
  expect(stranger.status).toBe(404);
});

test("open pages are notified when members, the name or the libraries of an organization change", async () => {
  const { owner, viewer, organizationId, accountIds } = await newAgentTeam();
  const stream = await openEvents(origin, viewer, organizationId);
  const strangers = await newAgentTeam();
  const theirs = await openEvents(origin, strangers.viewer, strangers.organizationId);
  const notified = async (event: string, operation: string, input: object) => {
    stream.events.length = 0;
    const { error, data } = await owner.call(operation, { organizationId, ...input });
    expect(error).toBeUndefined();
    await expectNext(stream, [[event, {}]]);
    return data;
  };
  await notified("members", "changeMemberRole", { accountId: accountIds.editor, role: "viewer" });
  const { id } = await notified("members", "inviteMember", { email: "new@example.com", role: "editor" });
  await notified("members", "withdrawInvitation", { invitationId: id });
  await notified("members", "renameOrganization", { name: "Another name" });
  await notified("members", "removeMember", { accountId: accountIds.editor });
  await notified("libraries", "createLibrary", { name: "Third" });
  await notified("libraries", "renameLibrary", { libraryId: "third", name: "Not the last" });
  await notified("libraries", "deleteLibrary", { libraryId: "third", confirm: "third" });
  expect(theirs.events).toEqual([]);
});
