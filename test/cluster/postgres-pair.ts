import { appendFile, chmod, mkdir } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Account, chooseAccount, giveTo } from "../../src/platform/embedded-postgres/account.ts";
import { freePort } from "../support/processes/free-port.ts";
import type { Processes, Running } from "./processes.ts";
import { type Programs, pathWith } from "./programs.ts";
import { until } from "./until.ts";

/** Two PostgreSQL servers, one of them in synchronous replication of the other, and a monitor that changes their roles. */
export interface PostgresPair {
  /** Where the servers listen, for HAProxy. */
  ports: number[];
  /** Resolves when one is primary, and the other has all that it acknowledges. */
  whole(): Promise<void>;
  /** Kills the primary with its keeper. Resolves at once; `repair` starts it again. */
  killPrimary(): Promise<{ name: string; repair(): void }>;
}

// Milliseconds. The defaults need up to a minute to be sure that a server is gone.
const monitorSettings = {
  health_check_period: 1_000,
  health_check_timeout: 2_000,
  health_check_max_retries: 1,
  health_check_retry_delay: 500,
  node_considered_unhealthy_timeout: 3_000,
  startup_grace_period: 1_000,
  primary_demote_timeout: 2_000,
};
const serverSettings = "\nmax_connections = 250\nfsync = off\nwal_log_hints = on\n";

/** A killed server compares its files with those of the new primary, and may copy all of them anew. */
const wholeMaxMs = 300_000;

interface Place {
  folder: string;
  processes: Processes;
  programs: Programs;
}

export async function startPostgresPair(place: Place): Promise<PostgresPair> {
  const account = await chooseAccount(place.folder);
  const keeper = keeperIn(place, account);
  const [monitorPort, ...ports] = [await freePort(), await freePort(), await freePort()] as const;
  await keeper.start(
    "monitor",
    ["create", "monitor", "--pgport", String(monitorPort)],
    [...Object.entries(monitorSettings).map(([name, ms]) => `pgautofailover.${name} = ${ms}`)],
  );
  const superuser = account.isOurs ? userInfo().username : "postgres";
  const monitor = { host: "127.0.0.1", port: monitorPort, user: superuser, database: "pg_auto_failover" };
  await until("the monitor answers", () => ask(monitor, "select 1"));

  const uri = `postgres://autoctl_node@127.0.0.1:${monitorPort}/pg_auto_failover?sslmode=disable`;
  const servers: { port: number; running: Running; name: string }[] = [];
  for (const [at, port] of ports.entries()) {
    const name = `postgres-${at + 1}`;
    const what = ["create", "postgres", "--name", name, "--pgport", String(port), "--monitor", uri];
    const database = ["--dbname", "rookery", "--username", "rookery"];
    servers.push({ name, port, running: await keeper.start(name, [...what, ...database], [serverSettings]) });
    await until(
      `${name} takes part`,
      async () => {
        const states = await statesOf(monitor);
        return states.some((one) => one.port === port && ["single", "secondary"].includes(one.state));
      },
      120_000,
    );
    if (at === 0) {
      const rookery = { host: "127.0.0.1", port, user: superuser, database: "rookery" };
      await ask(rookery, "alter role rookery createrole");
    }
  }

  const whole = () =>
    until(
      "both servers of PostgreSQL take part",
      async () => {
        const states = (await statesOf(monitor)).map(({ state, goal }) => `${state} ${goal}`).toSorted();
        if (states.join() !== "primary primary,secondary secondary") return false;
        const primary = await primaryOf(monitor);
        const at = { host: "127.0.0.1", port: primary, user: superuser, database: "rookery" };
        return ask(at, "select 1 from pg_stat_replication where sync_state in ('sync', 'quorum')");
      },
      wholeMaxMs,
    );

  return {
    ports: [...ports],
    whole,
    async killPrimary() {
      const port = await primaryOf(monitor);
      const server = servers.find((one) => one.port === port);
      if (!server) throw new Error("There is no primary to kill");
      await server.running.killAll();
      return {
        name: server.name,
        repair() {
          server.running = keeper.run(server.name);
        },
      };
    },
  };
}

interface Keeper {
  /** Creates a server with more lines in its configuration, and keeps it running. */
  start(name: string, create: readonly string[], settings: readonly string[]): Promise<Running>;
  run(name: string): Running;
}

function keeperIn({ folder, processes, programs }: Place, account: Account): Keeper {
  const home = (name: string) => join(folder, name);
  const options = (name: string) => ({
    ...(account.isOurs ? {} : { uid: account.uid, gid: account.gid }),
    cwd: home(name),
    env: {
      PATH: pathWith(programs),
      LC_ALL: "C.UTF-8",
      TZ: "UTC",
      ...Object.fromEntries(
        ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "PG_REGRESS_SOCK_DIR"].map(
          (variable) => [variable, home(name)],
        ),
      ),
    },
  });
  const data = (name: string) => join(home(name), "data");
  const run = (name: string) =>
    processes.start(name, programs.pgAutoctl, ["run", "--pgdata", data(name)], options(name));
  return {
    run,
    async start(name, create, settings) {
      await mkdir(home(name));
      await chmod(home(name), 0o700);
      await giveTo(account, home(name));
      const ways = ["--hostname", "127.0.0.1", "--auth", "trust", "--no-ssl", "--pgctl", programs.pgCtl];
      const creating = processes.start(
        name,
        programs.pgAutoctl,
        [...create, "--pgdata", data(name), ...ways],
        options(name),
      );
      await until(`${name} is created`, () => creating.hasEnded(), 120_000);
      await appendFile(join(data(name), "postgresql.conf"), settings.join("\n")).catch((error) => {
        // The second server's folder comes with its copy of the first.
        if (error.code !== "ENOENT") throw error;
      });
      return run(name);
    },
  };
}

const statesOf = (monitor: pg.ClientConfig) =>
  rowsOf<{ port: number; state: string; goal: string }>(
    monitor,
    "select nodeport as port, reportedstate::text as state, goalstate::text as goal from pgautofailover.node",
  );

async function primaryOf(monitor: pg.ClientConfig): Promise<number> {
  const states = await statesOf(monitor);
  return states.find(({ state }) => state === "primary" || state === "single")?.port ?? 0;
}

/** Whether a statement has a row. */
const ask = async (at: pg.ClientConfig, text: string) => (await rowsOf(at, text)).length > 0;

async function rowsOf<Row extends object>(at: pg.ClientConfig, text: string): Promise<Row[]> {
  const client = new pg.Client({ ...at, connectionTimeoutMillis: 2_000, query_timeout: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}
