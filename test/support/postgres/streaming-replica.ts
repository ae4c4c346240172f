import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import {
  type Account,
  chooseAccount,
  giveTo,
  spawnAs,
} from "../../../src/platform/embedded-postgres/account.ts";
import { findProgram } from "../../../src/platform/find-program.ts";

const execute = promisify(execFile);

export interface Replicated {
  /** The address of the server that takes writes. */
  primary: string;
  /** The address of its streaming replica. */
  replica: string;
  /** Runs SQL on the replica, such as `select pg_wal_replay_pause()`. */
  onReplica(text: string): Promise<pg.QueryResult>;
  /** Waits until the replica has what the primary has now. */
  caughtUp(): Promise<void>;
  /** Ends the replica at once, or starts it again. */
  stopReplica(): Promise<void>;
  startReplica(): Promise<void>;
  /** Ends both and removes their files. */
  close(): Promise<void>;
}

/** The folder of the system's newest PostgreSQL programs; the private Postgres has no `pg_basebackup`. Undefined without them. */
export function postgresPrograms(): string | undefined {
  const folders = [18, 17, 16, 15, 14].map((major) => `/usr/lib/postgresql/${major}/bin`);
  return folders.find((folder) => findProgram("pg_basebackup", folder) && findProgram("postgres", folder));
}

/** Two servers on sockets in a folder, one copying the other, until they are closed. */
export async function replicatedPostgres(programs: string): Promise<Replicated> {
  const folder = await mkdtemp(join(tmpdir(), "rookery-replica-"));
  await chmod(folder, 0o755);
  const account = await chooseAccount(join(folder, "home"));
  const run = (program: string, ...args: string[]) =>
    execute(join(programs, program), args, spawnAs(account));
  const server = async (name: string) => {
    const home = join(folder, name);
    await mkdir(home, { mode: 0o700 });
    await giveTo(account, home);
    return serverIn(home, programs, account);
  };
  const [primary, standby] = [await server("primary"), await server("standby")];
  await run(
    "initdb",
    "--auth=trust",
    "--username=rookery",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "-D",
    primary.data,
  );
  await primary.start();
  await run(
    "pg_basebackup",
    "-R",
    "-X",
    "stream",
    "-c",
    "fast",
    "-h",
    primary.home,
    "-U",
    "rookery",
    "-D",
    standby.data,
  );
  await standby.start();
  const ask = async (url: string, text: string) => {
    const client = new pg.Client(url);
    await client.connect();
    return client.query(text).finally(() => client.end());
  };
  return {
    primary: primary.url,
    replica: standby.url,
    onReplica: (text) => ask(standby.url, text),
    async caughtUp() {
      // Its commit sends what was written before, and some of that may not have been sent yet.
      const { rows } = await ask(primary.url, "select pg_logical_emit_message(true, 'test', '') as lsn");
      for (;;) {
        const { rows: there } = await ask(
          standby.url,
          `select pg_last_wal_replay_lsn() >= '${rows[0].lsn}' as done`,
        );
        if (there[0].done) return;
      }
    },
    stopReplica: standby.stop,
    startReplica: standby.start,
    async close() {
      await standby.stop();
      await primary.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server with its data and its socket in a folder. */
function serverIn(home: string, programs: string, account: Account) {
  const data = join(home, "data");
  const url = `postgres://rookery@localhost/postgres?host=${encodeURIComponent(home)}`;
  let child: ReturnType<typeof spawn> | undefined;
  return {
    home,
    data,
    url,
    async start() {
      const settings = [
        "listen_addresses=",
        `unix_socket_directories=${home}`,
        "fsync=off",
        "max_connections=60",
      ];
      child = spawn(join(programs, "postgres"), ["-D", data, ...settings.flatMap((one) => ["-c", one])], {
        ...spawnAs(account),
        stdio: ["ignore", "ignore", "pipe"],
      });
      let said = "";
      child.stderr?.on("data", (text) => {
        said += text;
      });
      while (!(await answers(url))) if (child.exitCode !== null) throw new Error(said);
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill("SIGQUIT");
      await exited;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
