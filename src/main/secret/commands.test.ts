import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, readdir, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pino from "pino";
import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { emptyPlace } from "../../../test/support/backup.ts";
import { databaseSettings } from "../../../test/support/postgres/database-url.ts";
import { callMemory, newTenant } from "../../../test/support/tenant.ts";
import { readConfig } from "../../platform/config.ts";
import { openDatabase } from "../../platform/database/database.ts";
import { openApp } from "../app.ts";
import { prepareDatabase } from "../open-database.ts";
import { openServices } from "../services.ts";
import { secretCommand } from "./commands.ts";

const running = await testApp();
const main = fileURLToPath(new URL("../main.ts", import.meta.url));

/** A database and a data folder with something remembered, and no server. */
async function stoppedServer() {
  const { db, dataDir, connection } = await emptyPlace(running.connection, "unused");
  await prepareDatabase(db);
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, ...databaseSettings(connection) };
  /** Calls the server for a moment. */
  async function served<T>(work: (app: Awaited<ReturnType<typeof openApp>>) => Promise<T>): Promise<T> {
    const database = openDatabase(connection);
    const services = await openServices(readConfig(env), database, pino({ level: "silent" }));
    const app = await openApp(services);
    try {
      return await work(app);
    } finally {
      await app.close();
      await services.close();
      await database.close();
    }
  }
  const { tenant, userId } = await served(async (app) => {
    const tenant = await newTenant(app);
    const { userId, conversationId } = await tenant.newUser();
    await tenant.ingest(userId, conversationId, "My bicycle is called Rosinante.");
    return { tenant, userId };
  });
  await db.close();
  const recalled = () =>
    served(async (app) => {
      const call = { user_id: userId, query: "bicycle" };
      return (await callMemory(app, tenant.apiKey, "POST", "/memory/query", call)).text;
    });
  return { dataDir, connection, env, recalled };
}

/** Runs the command in this process, which is faster. */
async function command(env: NodeJS.ProcessEnv, ...words: string[]) {
  const said = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await secretCommand(["secret", ...words])?.(readConfig(env));
    return JSON.parse(said.mock.calls.at(-1)?.[0]);
  } finally {
    said.mockRestore();
  }
}
const refusal = (env: NodeJS.ProcessEnv, ...words: string[]): Promise<string> =>
  command(env, ...words).then(
    () => expect.unreachable(),
    ({ message }) => message,
  );
const secretIn = async (dataDir: string, name = "secret") =>
  (await readFile(join(dataDir, name), "utf8")).trim();

test("a rotation is refused while a server runs", async () => {
  const { services, connection } = running;
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: services.config.dataDir,
    ...databaseSettings(connection),
  };
  const before = await secretIn(services.config.dataDir);
  expect(await refusal(env, "rotate")).toContain("Stop every process");
  expect(await secretIn(services.config.dataDir)).toBe(before);
}, 120_000);

test("a rotation that is killed changes nothing, and the next one is complete", async () => {
  const { dataDir, connection, env, recalled } = await stoppedServer();
  const before = await secretIn(dataDir);
  const database = openDatabase(connection);
  const { name } = await database.one<{ name: string }>(sql`select current_database() as name`);
  // Asked from another database, since no second process may be on this one.
  const waiting = () =>
    running.database.query(
      sql`select 1 from pg_stat_activity where datname = ${name} and wait_event_type = 'Lock'`,
    );
  const signal = await database.transaction(async (tx) => {
    await tx.execute(sql`set local application_name = 'another program'`);
    await tx.execute(sql`lock table organizations in share mode`);
    const child = spawn(process.execPath, [main, "secret", "rotate"], { env, stdio: "ignore" });
    await vi.waitFor(
      async () => expect(await waiting()).toHaveLength(1),
      { timeout: 60_000, interval: 100 }, // a process starts slowly on a busy machine
    );
    child.kill("SIGKILL");
    return (await once(child, "exit"))[1];
  });
  expect(signal).toBe("SIGKILL");
  await database.close();
  expect(await secretIn(dataDir)).toBe(before);
  await access(join(dataDir, "secret.next"));
  await vi.waitFor(async () => expect(await recalled()).toContain("Rosinante"), 10_000);

  const rotated = await vi.waitFor(() => command(env, "rotate"), { timeout: 60_000, interval: 1_000 });
  expect(rotated).toMatchObject({ usersToMove: 1, next: expect.stringContaining("secret.until-") });
  expect(await secretIn(dataDir)).not.toBe(before);
  const names = (await readdir(dataDir)).filter((name) => name.startsWith("secret"));
  expect(names).toEqual(["secret", expect.stringMatching(/^secret\.until-/)]);
  expect(await secretIn(dataDir, names[1])).toBe(before);
  for (const name of names) expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600);
  expect(await recalled()).toContain("Rosinante");
}, 240_000);

test("a rotation that is killed after the database has changed is finished by the next start, or by the command", async () => {
  const { dataDir, env, recalled } = await stoppedServer();
  const before = await secretIn(dataDir);
  for (const finish of [recalled, () => command(env, "rotate")]) {
    await command(env, "rotate");
    const after = await secretIn(dataDir);
    // As it was between the commit and the change of the files.
    const former = (await readdir(dataDir))
      .filter((name) => name.startsWith("secret.until-"))
      .toSorted()
      .at(-1);
    await rename(join(dataDir, "secret"), join(dataDir, "secret.next"));
    await rename(join(dataDir, former as string), join(dataDir, "secret"));
    await finish();
    expect(await secretIn(dataDir)).toBe(after);
    expect(await recalled()).toContain("Rosinante");
  }
  expect(await secretIn(dataDir)).not.toBe(before);
}, 240_000);

test("with ROOKERY_SECRET, the new secret is read from a file or written to it, and the former one is refused", async () => {
  const { dataDir, env, recalled } = await stoppedServer();
  const former = await secretIn(dataDir);
  const to = join(dataDir, "new");
  const set = { ...env, ROOKERY_SECRET: former };
  expect(await refusal(set, "rotate")).toContain("--to");
  expect(await refusal(env, "rotate", "--to", to)).toContain("Leave out --to");
  expect(await command(set, "rotate", "--to", to)).toMatchObject({
    resealed: { tenantKeys: 1 },
    usersToMove: 1,
  });
  expect(await command(set, "rotate", "--to", to)).not.toHaveProperty("resealed");
  expect(await refusal(set, "status")).toContain("another secret");
  const now = { ...env, ROOKERY_SECRET: await secretIn(dataDir, "new") };
  expect(await command(now, "status")).toMatchObject({ usersToMove: 1 });
  await rename(to, join(dataDir, "secret"));
  expect(await recalled()).toContain("Rosinante");
}, 240_000);
