import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import sql from "sql-template-tag";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openApp } from "../src/main/app.ts";
import { prepareDatabase } from "../src/main/open-database.ts";
import { openServices, type Services } from "../src/main/services.ts";
import { readConfig } from "../src/platform/config.ts";
import { openDatabase } from "../src/platform/database/database.ts";
import { type Agent, agentOf, newAgent } from "./support/agent.ts";
import { type TestClock, testClock } from "./support/clock.ts";
import { movie } from "./support/files.ts";
import { newKey, newOrganization } from "./support/operator.ts";
import {
  postgresPrograms,
  type Replicated,
  replicatedPostgres,
} from "./support/postgres/streaming-replica.ts";
import { newTeam } from "./support/team.ts";
import { openEvents } from "./support/transports/event-stream.ts";

const programs = postgresPrograms();
if (!programs) console.info("Skipped: tests of a replica, which need PostgreSQL's pg_basebackup");

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one list of guarantees on two servers that take long to start.
describe.skipIf(!programs)("with DATABASE_REPLICA_URL", () => {
  /** Two processes on one database and its replica. */
  const servers = programs ? replicatedPostgres(programs).then(openNodes) : undefined;
  type Nodes = Awaited<ReturnType<typeof openNodes>>;
  let postgres: Replicated;
  let one: Nodes["one"];
  let other: Nodes["one"];
  let clock: Nodes["clock"];

  beforeEach(async () => {
    ({ postgres, one, other, clock } = await (servers as Promise<Nodes>));
    await postgres.onReplica("select pg_wal_replay_resume()");
    await postgres.caughtUp();
    for (const node of [one, other]) await readsReplica(node, clock);
  }, 120_000);

  const hold = () => postgres.onReplica("select pg_wal_replay_pause()");
  const names = async (agent: Agent): Promise<string[]> =>
    (await agent.get(`${agent.library}/assets`)).data.map(({ filename }: { filename: string }) => filename);

  /** Two keys of one organization, and the second also on the other process. */
  async function twoKeys() {
    const organizationId = await newOrganization(one.services, ["pictures"]);
    const key = () => newKey(one.services, organizationId, { pictures: "write" });
    const [writer, reader] = [await key(), await key()];
    const at = (app: FastifyInstance, { apiKey }: { apiKey: string }) =>
      agentOf(app, { organizationId, libraryId: "pictures", apiKey });
    await postgres.caughtUp();
    const agents = {
      writer: at(one.app, writer),
      elsewhere: at(other.app, writer),
      reader: at(one.app, reader),
    };
    await names(agents.reader); // the process learns where the database is now, and the replica gets there
    await postgres.caughtUp();
    return agents;
  }

  test("a key sees what it wrote at once on every process, and others when the replica has it", async () => {
    const { writer, elsewhere, reader } = await twoKeys();
    await hold();
    await writer.upload({ "a.mp4": movie() });
    expect(await names(reader)).toEqual([]);
    for (const agent of [writer, elsewhere]) {
      expect(await names(agent)).toEqual(["a.mp4"]);
      const search = await agent.get(`/organizations/${agent.organizationId}/search/assets?q=a`);
      expect(search.data.found).toBe(1);
      expect((await agent.get(`/organizations/${agent.organizationId}/usage`)).data.assets).toBe(1);
      expect((await agent.get(`/organizations/${agent.organizationId}/libraries`)).data[0].assetsCount).toBe(
        1,
      );
    }
    await postgres.onReplica("select pg_wal_replay_resume()");
    await postgres.caughtUp();
    expect(await names(reader)).toEqual(["a.mp4"]);
    const before = one.services.replica?.reads.replica ?? 0;
    expect(await names(writer)).toEqual(["a.mp4"]);
    expect(one.services.replica?.reads.replica).toBe(before + 1);
  });

  test("what may not lag is read from the database: an asset, access, and links", async () => {
    const { writer, reader } = await twoKeys();
    await hold();
    const [{ id, url }] = (await writer.upload({ "a.mp4": movie() })).data.assets;
    expect((await reader.get(`${reader.library}/assets/${id}`)).data.filename).toBe("a.mp4");
    expect((await other.app.inject(new URL(url).pathname)).statusCode).toBe(200);
  });

  test("a key that was made a moment ago sees what was there before it", async () => {
    await hold();
    const agent = await newAgent(one.app);
    const [library] = (
      await agentOf(other.app, agent).get(`/organizations/${agent.organizationId}/libraries`)
    ).data;
    expect(library.id).toBe(agent.libraryId);
  });

  test("a signed-in person sees their own changes, and those that an open page is told of", async () => {
    const { organizationId, owner, viewer } = await newTeam(one.app, one.services);
    const list = async (person: typeof owner) =>
      (await person.call("listLibraries", { organizationId })).data.map(({ name }: { name: string }) => name);
    await postgres.caughtUp();
    const before = await list(viewer);
    const stream = await openEvents(one.origin, viewer, organizationId);
    await hold();
    await owner.call("createLibrary", { organizationId, name: "Newest" });
    expect(await list(owner)).toEqual([...before, "Newest"]);
    await vi.waitFor(() => expect(stream.events).toContainEqual(["libraries", {}]), 10_000);
    expect(await list(viewer)).toEqual([...before, "Newest"]);
  });

  test.each([
    ["while reads go on", [1_500, 9_500]],
    ["after a time without reads", [60_000]],
  ])("a replica that is more than ten seconds behind is not read from, %s", async (_when, pauses) => {
    const { writer, reader } = await twoKeys();
    await hold();
    await writer.upload({ "a.mp4": movie() });
    expect(await names(reader)).toEqual([]);
    let seen: string[] = [];
    for (const pause of pauses) {
      expect(seen).toEqual([]);
      clock.advance(pause);
      seen = await names(reader);
    }
    expect(seen).toEqual(["a.mp4"]);
  });

  test("a call that is sent again is seen by its caller, even if it was forgotten that it wrote", async () => {
    const { writer, reader } = await twoKeys();
    await hold();
    const [{ id }] = (await writer.upload({ "a.mp4": movie() })).data.assets;
    const body = { assetIds: [id], tags: ["Sea"] };
    const tag = () =>
      writer.request("POST", `${writer.library}/assets/tag`, body, { "idempotency-key": "once" });
    await tag();
    const database = openDatabase(postgres.primary);
    await database.execute(sql`delete from last_writes`);
    await database.close();
    expect(await names(reader)).toEqual([]);
    expect(await names(writer)).toEqual([]);
    await tag();
    expect(await names(writer)).toEqual(["a.mp4"]);
  });

  test("reads go on while the replica is away, and return to it", async () => {
    const { writer } = await twoKeys();
    await writer.upload({ "a.mp4": movie() });
    await postgres.stopReplica();
    for (let i = 0; i < 3; i++) expect(await names(writer)).toEqual(["a.mp4"]);
    await postgres.startReplica();
    await postgres.caughtUp();
    clock.advance(6_000);
    const before = one.services.replica?.reads.replica ?? 0;
    await vi.waitFor(async () => {
      expect(await names(writer)).toEqual(["a.mp4"]);
      expect(one.services.replica?.reads.replica).toBeGreaterThan(before);
    }, 10_000);
  });

  test("a server that is no replica is not read from", async () => {
    const { services, app } = await openNode(postgres.primary, postgres.primary, one.services);
    const agent = await newAgent(app);
    await agent.upload({ "a.mp4": movie() });
    expect(await names(agent)).toEqual(["a.mp4"]);
    expect(services.replica?.reads).toEqual({ replica: 0, database: 1 });
  });
});

/** Waits until a process reads from the replica. On a busy machine, its first connection may have come too late. */
async function readsReplica({ app, services }: Awaited<ReturnType<typeof openNode>>, clock: TestClock) {
  const agent = await newAgent(app);
  const reads = () => services.replica?.reads.replica ?? 0;
  const before = reads();
  await vi.waitFor(async () => {
    clock.advance(6_000);
    await agent.get(`${agent.library}/assets`);
    expect(reads()).toBeGreaterThan(before);
  }, 30_000);
}

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

async function openNodes(postgres: Replicated) {
  closing.push(postgres.close);
  const database = openDatabase(postgres.primary);
  await prepareDatabase(database);
  await database.close();
  await postgres.caughtUp();
  const clock = testClock();
  const one = await openNode(postgres.primary, postgres.replica, { clock });
  return { postgres, clock, one, other: await openNode(postgres.primary, postgres.replica, one.services) };
}

async function openNode(
  primary: string,
  replica: string,
  {
    clock,
    config: { dataDir } = { dataDir: undefined },
  }: Pick<Services, "clock"> & { config?: { dataDir?: string } },
) {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), "rookery-test-")));
  const config = {
    ...readConfig({
      DATA_DIR: folder,
      PUBLIC_URL: "http://localhost:3000",
      DATABASE_URL: primary,
      DATABASE_REPLICA_URL: replica,
    }),
    role: "web" as const,
  };
  const database = openDatabase(primary);
  const services = await openServices(config, database, pino({ level: "silent" }), clock);
  const app = await openApp(services);
  const origin = await app.listen({ port: 0 });
  closing.push(async () => {
    await app.close();
    await services.close();
    await database.close();
    if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
  });
  return { app, services, origin };
}
