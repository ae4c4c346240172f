import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { newAgent } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { picture } from "../../../../test/support/files.ts";
import { openServerProxy } from "../../../../test/support/processes/server-proxy.ts";
import { systemClock } from "../../../platform/clock.ts";
import { openDatabase } from "../../../platform/database/database.ts";
import { openLinks } from "./links.ts";

const { app, services, connection, clock } = await testApp();
const png = await picture();
const agent = await newAgent(app);

async function upload(parentId?: string): Promise<string> {
  const { data } = await agent.upload({ "a.png": png }, parentId === undefined ? {} : { parentId });
  return data.assets[0].id;
}

const trash = (...ids: string[]) => agent.request("DELETE", `${agent.library}/assets`, { ids });

async function anotherNode() {
  const database = openDatabase(connection);
  const links = await openLinks(database, clock);
  return {
    links,
    /** Counts the queries of `work`. */
    async queries(work: () => unknown) {
      const query = vi.spyOn(database.pool, "query");
      await work();
      const { length } = query.mock.calls;
      query.mockRestore();
      return length;
    },
    async [Symbol.asyncDispose]() {
      links.close();
      await database.close();
    },
  };
}

test("a cached link costs no query", async () => {
  await using node = await anotherNode();
  const id = await upload();
  expect(await node.queries(() => node.links.find(id))).toBe(1);
  expect(await node.queries(() => node.links.find(id))).toBe(0);
  expect((await node.links.find(id))?.filename).toBe("a.png");
});

test("another node drops cached links of trashed assets and their views", async () => {
  await using node = await anotherNode();
  const id = await upload();
  const view = await upload(id);
  expect(await node.links.find(id)).toBeDefined();
  expect(await node.links.find(view)).toBeDefined();
  await trash(id);
  await vi.waitFor(async () => expect(await node.links.find(id)).toBeUndefined(), 10_000);
  expect(await node.links.find(view)).toBeUndefined();
});

test("another node drops the cached links of 900 assets deleted in one statement", async () => {
  await using node = await anotherNode();
  const first = await upload();
  expect(await node.links.find(first)).toBeDefined();
  await services.database.query(sql`
    insert into assets (id, organization_id, library_id, position, filename, name, media_type, bytes, sha256, version,
      blob, stripped, status, created_at, updated_at)
    select left(md5(n::text), 11), organization_id, library_id, 1000 + n, filename, name, media_type, bytes, sha256,
      version, blob || n, stripped, status, created_at, updated_at
    from assets, generate_series(1, 900) n where id = ${first}`);
  await services.database.query(sql`
    delete from assets where library_id = (select library_id from assets where id = ${first})`);
  await vi.waitFor(async () => expect(await node.links.find(first)).toBeUndefined(), 10_000);
});

test("another node drops an organization's cached links when it expires earlier", async () => {
  await using node = await anotherNode();
  const other = await newAgent(app);
  const { data } = await other.upload({ "a.png": png });
  const { id } = data.assets[0];
  expect(await node.links.find(id)).toBeDefined();
  await services.database.query(sql`
    update organizations set expires_at = ${new Date(clock.now().getTime() - 1)} where slug = ${other.organizationId}`);
  await vi.waitFor(async () => expect(await node.links.find(id)).toBeUndefined(), 10_000);
});

test("another node drops an organization's cached links when a library leaves it", async () => {
  await using node = await anotherNode();
  const [one, two] = [await newAgent(app), await newAgent(app)];
  const { data } = await one.upload({ "a.png": png });
  const { id } = data.assets[0];
  const before = await node.links.find(id);
  await services.database.query(sql`
    update libraries set organization_id = (select id from organizations where slug = ${two.organizationId}), slug = 'moved'
    where organization_id = (select id from organizations where slug = ${one.organizationId})`);
  await vi.waitFor(async () =>
    expect((await node.links.find(id))?.organizationId).not.toBe(before?.organizationId),
  );
});

test("an upload drops no cached links on any node", async () => {
  await using node = await anotherNode();
  const id = await upload();
  await node.links.find(id);
  await services.database.query(sql`update assets set status = 'ready' where id = ${id}`);
  await upload();
  await trash(await upload()); // its notice comes after those of the statements before it, if there are any
  const gone = await upload();
  await node.links.find(gone);
  await trash(gone);
  await vi.waitFor(async () => expect(await node.links.find(gone)).toBeUndefined(), 10_000);
  expect(await node.queries(() => node.links.find(id))).toBe(0);
});

test("a node caches no links while its listening connection is down", async () => {
  const proxy = await openServerProxy(connection);
  // Only the listening connection goes through the proxy: queries still work, notices do not.
  const listening = openDatabase(proxy.connection);
  const reading = openDatabase(connection);
  const links = await openLinks({ ...reading, listen: listening.listen }, systemClock);
  try {
    const id = await upload();
    expect(await links.find(id)).toBeDefined();
    proxy.freeze();
    await vi.waitFor(
      async () => {
        const query = vi.spyOn(reading.pool, "query");
        await links.find(id);
        expect(query).toHaveBeenCalled();
      },
      { timeout: 15_000, interval: 100 },
    );
    await trash(id);
    expect(await links.find(id)).toBeUndefined();
  } finally {
    proxy.thaw();
    links.close();
    await listening.close();
    await reading.close();
    await proxy.close();
  }
});
