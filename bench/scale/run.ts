import { parseArgs } from "node:util";
import sql from "sql-template-tag";
import { type Database, openDatabase } from "../../src/platform/database/database.ts";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres/embedded-postgres.ts";
import { openFolder, removeFolder } from "../../test/support/processes/open-folder.ts";
import { fillLibrary } from "../corpus.ts";
import { createConversation, registerTenant, type Tenant } from "../memory/client.ts";
import { exchangesPerUser, fill } from "../memory/fill.ts";
import { count, median, ms, ratio } from "../report.ts";
import { startServer } from "../server.ts";
import { type Callable, type Times, timeCalls, type User } from "./calls.ts";
import { addOrganizations } from "./organizations.ts";
import { sizesOf } from "./sizes.ts";

// `npm run bench:scale [-- --organizations 10000 --exchanges 1000000]`: what the same calls take on a server with much data, beside
// one with little, and how much of the disk each kind of row takes. Every organization has a hundred assets.

const { values } = parseArgs({
  options: {
    organizations: { type: "string", default: "10000" },
    exchanges: { type: "string", default: "1000000" },
  },
});
const much = { organizations: Number(values.organizations), exchanges: Number(values.exchanges) };
const assetsOfEach = 100;
const calledOrganizations = 100;
const little = { organizations: calledOrganizations, exchanges: exchangesPerUser };
// The two servers take turns; the middle round counts.
const rounds = 5;
const say = (text: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
const mb = (bytes: number) => `${count(bytes / 1e6)} MB`;

await measure();
process.exit();

async function measure(): Promise<void> {
  await using small = await openSide(0);
  await using large = await openSide(1);
  const of = {
    small: await furnish(small, little),
    large: await furnish(large, much),
  };
  say("Calling both");
  const times = await timeInTurns(of.small, of.large);
  await print(large.database, times);
}

type Side = Awaited<ReturnType<typeof openSide>>;

/** A server on a folder of its own, and its database. */
async function openSide(portsAway: number) {
  const folder = await openFolder();
  const server = await startServer(folder, { portsAway });
  const postgres = await startEmbeddedPostgres(folder, { info: () => {}, warn: say });
  const database = openDatabase(postgres.connection, { statementTimeoutMs: 0 });
  return {
    server,
    database,
    async [Symbol.asyncDispose]() {
      await database.close();
      await server.stop();
      await postgres.release();
      removeFolder(folder);
    },
  };
}

async function furnish(
  { server, database }: Side,
  { organizations: all, exchanges }: typeof much,
): Promise<Callable> {
  say(`Adding ${count(all)} organizations and ${count(exchanges)} exchanges`);
  const { origin } = new URL(server.library);
  await database.execute(sql`alter system set maintenance_work_mem = '1GB'`); // for indexes that are built anew
  await database.execute(sql`select pg_reload_conf()`);
  await fillLibrary(database, assetsOfEach);
  const named = calledOrganizations;
  const organizations = await addOrganizations(database, { from: 1, to: all, named });
  const tenant = await registerTenant(origin, "scale");
  const ids = await fill(database, server.dataDir, tenant, {
    users: Math.ceil(exchanges / exchangesPerUser),
    exchangesEach: exchangesPerUser,
  });
  await database.execute(sql`vacuum analyze`);
  return { origin, organizations, tenant, users: await withConversations(tenant, ids) };
}

async function withConversations(tenant: Tenant, ids: readonly string[]): Promise<User[]> {
  const users: User[] = [];
  for (const id of ids) users.push({ id, conversationId: await createConversation(tenant, id) });
  return users;
}

async function timeInTurns(one: Callable, other: Callable): Promise<{ small: Times; large: Times }[]> {
  for (const server of [one, other]) await timeCalls(server); // code and caches get warm
  const turns = [];
  for (let round = 0; round < rounds; round++) {
    turns.push({ small: await timeCalls(one), large: await timeCalls(other) });
  }
  return turns;
}

async function print(database: Database, turns: { small: Times; large: Times }[]): Promise<void> {
  const { organizations, assets, said, bytes } = await database.one<
    Record<"organizations" | "assets" | "said" | "bytes", number>
  >(sql`
    select (select count(*) from organizations) as organizations, (select count(*) from assets) as assets,
      (select count(*) from interactions) as said, pg_database_size(current_database()) as bytes`);
  console.log(
    `\n  ${count(organizations)} organizations, ${count(assets)} assets, ${count(said)} exchanges, ${mb(bytes)}\n`,
  );
  console.log("  call          little data, p50, p99   much data, p50, p99   p50");
  for (const name of Object.keys(turns[0]?.small ?? {})) {
    const of = (side: "small" | "large", share: "p50" | "p99") =>
      median(turns.map((turn) => turn[side][name]?.[share] ?? Number.NaN));
    const share = median(
      turns.map(({ small, large }) => (large[name]?.p50 ?? Number.NaN) / (small[name]?.p50 ?? 1)),
    );
    const cells = [of("small", "p50"), of("small", "p99"), of("large", "p50"), of("large", "p99")];
    console.log(
      `  ${name.padEnd(12)} ${cells.map((cell) => ms(cell).padStart(10)).join(" ")}   ${ratio(share)}`,
    );
  }
  console.log("");
  for (const [what, size] of Object.entries(await sizesOf(database))) {
    console.log(`  ${what.padEnd(36)} ${mb(size).padStart(12)}`);
  }
}
