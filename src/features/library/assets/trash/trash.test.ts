import sharp from "sharp";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../../test/support/app.ts";
import { type Browser, newBrowser, signedIn } from "../../../../../test/support/browser.ts";
import { brokenPicture, movie, picture } from "../../../../../test/support/files.ts";
import { jobsDone } from "../../../../../test/support/jobs.ts";
import type { Json } from "../../../../../test/support/json.ts";
import { stored } from "../../../../../test/support/stored.ts";
import { agentOfTeam, newTeam, type Team } from "../../../../../test/support/team.ts";
import { dayMs } from "../../../../platform/clock.ts";

const { app, services, database, clock } = await testApp({ workers: true });
const png = await picture();

const inPictures = (team: Team) => ({ organizationId: team.organizationId, libraryId: "pictures" });

async function newShelf() {
  const team = await newTeam(app, services);
  const agent = await agentOfTeam(app, team);
  const upload = async (files: Record<string, Buffer>, parentId?: string): Promise<string[]> => {
    const { data } = await agent.upload(files, parentId === undefined ? {} : { parentId });
    return data.assets.map(({ id }: { id: string }) => id);
  };
  const call = (who: Browser, operation: string, more: object = {}) =>
    who.call(operation, { ...inPictures(team), ...more });
  const trash = async (...ids: string[]) => {
    clock.advance(1000);
    await call(team.editor, "deleteAssets", { ids });
  };
  const trashed = async (): Promise<string[]> =>
    (await call(team.viewer, "listTrash")).data.assets.map(({ id }: { id: string }) => id);
  return { ...team, agent, upload, call, trash, trashed };
}

test("the trash lists the last deleted asset first, and how long each can be restored", async () => {
  const { upload, trash, call, viewer, organizationId } = await newShelf();
  const [a = "", b = "", c = ""] = await upload({ "a.png": png, "b.mp4": movie(), "c.png": png });
  await jobsDone(database, "process_asset");
  await trash(a);
  await trash(b);
  const { data } = await call(viewer, "listTrash");
  expect(data.found).toBe(2);
  for (const { deletedAt, purgedAt } of data.assets) {
    expect(Math.abs(clock.now().getTime() - deletedAt)).toBeLessThan(30_000);
    expect(purgedAt - deletedAt).toBe(services.config.trashDays * dayMs);
  }
  expect(data.assets).toEqual([
    expect.objectContaining({
      id: b,
      name: "b",
      contentType: "video/mp4",
      size: movie().length,
      thumbUrl: null,
    }),
    {
      id: a,
      name: "a",
      filename: "a.png",
      parentId: null,
      contentType: "image/png",
      size: png.length,
      width: 8,
      height: 8,
      blurhash: expect.any(String),
      thumbUrl: `/api/app/trash-thumb/${organizationId}/pictures/${a}`,
      deletedAt: expect.any(Number),
      purgedAt: expect.any(Number),
    },
  ]);
  await trash(c);
  const page = await call(viewer, "listTrash", { page: 2, pageSize: 1 });
  expect([page.data.found, page.data.assets[0].id]).toEqual([3, b]);
  expect((await call(viewer, "listTrash", { page: 9 })).data).toEqual({ assets: [], found: 3 });
});

test("the trash lists a view only if it was deleted separately from its parent", async () => {
  const { upload, trash, trashed, call, editor } = await newShelf();
  const [a = ""] = await upload({ "a.png": png });
  const [view = ""] = await upload({ "view.png": png }, a);
  await trash(view);
  expect(await trashed()).toEqual([view]);
  await trash(a);
  expect(await trashed()).toEqual([a]);
  await call(editor, "restoreAssets", { ids: [a] });
  expect(await trashed()).toEqual([view]);
  expect((await call(editor, "emptyTrash")).data).toEqual({ count: 1 });
  expect((await call(editor, "getAsset", { assetId: a })).data.views).toEqual([]);
});

test("purging deletes rows and files of assets in the trash with their views, and nothing else", async () => {
  const { upload, trash, trashed, call, editor, viewer, organizationId } = await newShelf();
  const [kept = "", a = "", b = ""] = await upload({ "kept.png": png, "a.png": png, "b.png": png });
  const [view = ""] = await upload({ "view.png": png }, a);
  await jobsDone(database, "process_asset");
  const blobs = await database.query<{ id: string; blob: string }>(
    sql`select id, blob from assets where id in (${kept}, ${a}, ${b}, ${view})`,
  );
  await trash(a, b);
  const purged = await call(editor, "purgeAssets", { ids: [b, kept, a, "AAAAAAAAAAA", b] });
  expect(purged.data).toEqual({ success: true, message: "Removed 2 assets for good", ids: [b, a] });
  expect((await call(editor, "purgeAssets", { ids: [a] })).data.message).toBe("Removed 0 assets for good");
  expect(await trashed()).toEqual([]);
  expect((await call(editor, "restoreAssets", { ids: [a, b, view] })).data.ids).toEqual([]);
  await jobsDone(database, "delete_blob");
  const left = await stored(services);
  const stillThere = blobs.filter(({ blob }) => left.blobs.includes(blob) || left.rows.includes(blob));
  expect(stillThere.map(({ id }) => id)).toEqual([kept]);
  const [library] = (await viewer.call("listLibraries", { organizationId })).data;
  expect(library).toMatchObject({ assetsCount: 1, trashCount: 0 });
});

test("assets in the trash of another library cannot be purged or restored by id", async () => {
  const { upload, trash, trashed, owner, editor, organizationId } = await newShelf();
  const [a = ""] = await upload({ "a.png": png });
  await trash(a);
  await owner.call("createLibrary", { organizationId, name: "Other" });
  const other = { organizationId, libraryId: "other" };
  expect((await editor.call("listTrash", other)).data).toEqual({ assets: [], found: 0 });
  expect((await editor.call("purgeAssets", { ...other, ids: [a] })).data.ids).toEqual([]);
  expect((await editor.call("emptyTrash", other)).data).toEqual({ count: 0 });
  expect(await trashed()).toEqual([a]);
});

test("emptying the trash takes as many transactions as needed, and keeps live assets", async () => {
  const { upload, trashed, call, editor, organizationId } = await newShelf();
  const [a = ""] = await upload({ "a.png": png });
  const many = 1001;
  await database.execute(
    sql`insert into assets (id, organization_id, library_id, position, filename, name, media_type, bytes, sha256, version, blob,
          stripped, status, created_at, updated_at, trashed_at)
        select a.id || n, organization_id, library_id, position + n, filename, name, media_type, bytes, sha256, version,
          md5(a.id || n), stripped, status, created_at, updated_at, now() from assets a, generate_series(1, ${many}) n where id = ${a}`,
  );
  expect((await call(editor, "emptyTrash")).data).toEqual({ count: many });
  expect(await trashed()).toEqual([]);
  expect((await call(editor, "browseAssets")).data.found).toBe(1);
  expect((await editor.call("listLibraries", { organizationId })).data[0].trashCount).toBe(0);
});

test("the audit log records what was permanently deleted and by whom", async () => {
  const { upload, trash, call, editor, owner, organizationId } = await newShelf();
  const [a = "", b = ""] = await upload({ "a.png": png, "b.png": png });
  await trash(a, b);
  await call(editor, "purgeAssets", { ids: [a] });
  await call(editor, "emptyTrash");
  const { entries } = (await owner.call("listAuditEntries", { organizationId })).data;
  const written = entries.map(({ operation, actor, details }: Json) => [operation, actor.name, details]);
  expect(written.slice(0, 2)).toEqual([
    ["emptyTrash", "editor", { libraryId: "pictures", count: 1 }],
    ["purgeAssets", "editor", { libraryId: "pictures", ids: [a] }],
  ]);
});

test.each([
  ["listTrash", { pageSize: 501 }],
  ["listTrash", { page: 1.5 }],
  ["purgeAssets", { ids: [] }],
  ["purgeAssets", { ids: Array.from({ length: 101 }, (_, i) => `id${i}`) }],
  ["purgeAssets", {}],
  ["emptyTrash", { ids: ["a"] }],
])("%s with %j is bad input", async (operation, input) => {
  const { call, editor } = await newShelf();
  expect(await call(editor, operation, input)).toMatchObject({
    status: 400,
    error: { code: "BAD_USER_INPUT" },
  });
});

test("a viewer can see the trash but not delete from it", async () => {
  const { upload, trash, trashed, call, viewer } = await newShelf();
  const [a = ""] = await upload({ "a.png": png });
  await trash(a);
  expect((await call(viewer, "purgeAssets", { ids: [a] })).error.code).toBe("FORBIDDEN");
  expect((await call(viewer, "emptyTrash")).error.code).toBe("FORBIDDEN");
  expect(await trashed()).toEqual([a]);
});

test("the trash is hidden from strangers and without a session", async () => {
  const { upload, trash, trashed, call } = await newShelf();
  const [a = ""] = await upload({ "a.png": png });
  await trash(a);
  const stranger = await signedIn(app, services, "stranger@example.com");
  for (const [operation, more] of [
    ["listTrash", {}],
    ["purgeAssets", { ids: [a] }],
    ["emptyTrash", {}],
  ] as const) {
    expect((await call(newBrowser(app, services), operation, more)).error.code).toBe("UNAUTHENTICATED");
    expect((await call(stranger, operation, more)).error.code).toBe("ORGANIZATION_NOT_FOUND");
  }
  expect(await trashed()).toEqual([a]);
});

test("members see uncached thumbnails of assets in the trash, whose links do not work", async () => {
  const { upload, trash, call, viewer } = await newShelf();
  const [a = ""] = await upload({ "a.png": await picture("teal", 900, 600) });
  await jobsDone(database, "process_asset");
  const { thumbUrl } = (await call(viewer, "getAsset", { assetId: a })).data;
  await trash(a);
  const [listed] = (await call(viewer, "listTrash")).data.assets;
  const shown = await app.inject({ url: listed.thumbUrl, headers: cookiesOf(viewer) });
  expect([shown.statusCode, shown.headers["content-type"], shown.headers["cache-control"]]).toEqual([
    200,
    "image/webp",
    "private, no-store",
  ]);
  expect(await sharp(shown.rawPayload).metadata()).toMatchObject({ format: "webp", width: 400 });
  expect((await app.inject({ url: new URL(thumbUrl).pathname })).statusCode).toBe(404);
});

test("trash thumbnails are served to members' own pages only, and only for assets in the trash", async () => {
  const { upload, trash, call, viewer, editor, organizationId } = await newShelf();
  const [a = "", live = "", broken = ""] = await upload({
    "a.png": png,
    "live.png": png,
    "broken.png": brokenPicture,
  });
  await jobsDone(database, "process_asset");
  await trash(a, broken);
  const thumb = (id: string) => `/api/app/trash-thumb/${organizationId}/pictures/${id}`;
  const see = async (url: string, headers: Record<string, string>) => {
    const answer = await app.inject({ url, headers });
    return [answer.statusCode, answer.headers["content-type"] === "image/webp" || answer.json().error.code];
  };
  const cookies = cookiesOf(viewer);
  expect(await see(thumb(a), cookies)).toEqual([200, true]);
  for (const id of [live, broken, "AAAAAAAAAAA", "%00"]) {
    expect(await see(thumb(id), cookies), id).toEqual([404, "RESOURCE_NOT_FOUND"]);
  }
  expect(await see(thumb(a).replace("pictures", "atlantis"), cookies)).toEqual([404, "RESOURCE_NOT_FOUND"]);
  expect(await see(thumb(a), {})).toEqual([401, "UNAUTHENTICATED"]);
  const stranger = await signedIn(app, services, "stranger@example.com");
  expect(await see(thumb(a), cookiesOf(stranger))).toEqual([404, "ORGANIZATION_NOT_FOUND"]);
  for (const site of ["cross-site", "same-site", "none"]) {
    expect(await see(thumb(a), { ...cookies, "sec-fetch-site": site }), site).toEqual([403, "FORBIDDEN"]);
  }
  await call(editor, "restoreAssets", { ids: [a] });
  expect(await see(thumb(a), cookies)).toEqual([404, "RESOURCE_NOT_FOUND"]);
});

const cookiesOf = ({ cookies }: Browser): Record<string, string> => ({
  cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
});
