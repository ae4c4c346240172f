import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { sqlState } from "../database/postgres-error.ts";
import { startupError } from "../database/startup-error.ts";
import { superuser } from "./cluster.ts";
import { type Installation, type Launched, launch, stop } from "./postmaster.ts";
import { livingPostmaster, type Postmaster } from "./postmaster-file.ts";
import { port } from "./socket.ts";

export type SocketConnection = { host: string; port: number; user: string; database: string };

const pollMs = 10;
const answerMaxMs = 5_000;
// A server that reports ready without a socket for this long has lost it for good.
const unreachableAfterMs = 1_000;

/**
 * Starts the cluster's server unless it runs, and returns once it accepts connections. Only for the holder of the start
 * lock. Throws a startup error with Postgres's output when it fails.
 */
export async function ensureRunning(installation: Installation): Promise<SocketConnection> {
  const { home, socketFolder } = installation;
  let launched: Launched | undefined;
  let absentSince = Date.now();
  for (;;) {
    const running = await livingPostmaster(home.cluster);
    const connection = connectionTo(running?.socketFolder ?? socketFolder);
    const answer = await probe(connection);
    if (answer === "ready") return connection;
    if (answer !== "absent") absentSince = Date.now();
    else if (!running) launched = await relaunch(installation, launched);
    else if (running.isReady && Date.now() - absentSince > unreachableAfterMs) {
      await giveUpOn(running, installation);
    }
    await sleep(pollMs);
  }
}

/** Launches a server unless an earlier one is still starting. Throws when that one failed for good. */
async function relaunch(installation: Installation, launched: Launched | undefined): Promise<Launched> {
  const failure = await launched?.failure();
  const versions =
    failure &&
    /initialized by PostgreSQL version ([\d.]+), which is not compatible with this version (\d+)/.exec(
      failure,
    );
  if (versions) throw otherMajor(versions[1], versions[2], installation.home.cluster);
  // The children of a killed server end on their own, and until then block the cluster.
  if (failure && !failure.includes("pre-existing shared memory block")) {
    throw startupError(`PostgreSQL did not start; DATABASE_URL can name another server. ${failure}`);
  }
  return launched && !failure ? launched : launch(installation);
}

const otherMajor = (theirs = "", ours = "", cluster: string) =>
  startupError(
    `The database in ${cluster} belongs to PostgreSQL ${theirs}, and this Rookery brings ${ours}. Nothing was changed. ` +
      "Start the Rookery from before the upgrade, run 'rookery backup FILE', and restore that with this one into an empty " +
      "DATA_DIR: see 'A new major version of PostgreSQL' in docs/operating.md.",
  );

const connectionTo = (host: string) => ({ host, port, user: superuser, database: "postgres" });

async function probe(connection: SocketConnection): Promise<"ready" | "starting or stopping" | "absent"> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: answerMaxMs });
  client.on("error", () => {});
  try {
    await client.connect();
    return "ready";
  } catch (error) {
    const code = sqlState(error);
    if (code === "ENOENT" || code === "ECONNREFUSED") return "absent";
    // Too many connections: the server is running.
    if (code === "53300") return "ready";
    return "starting or stopping";
  } finally {
    await client.end().catch(() => {});
  }
}

async function giveUpOn({ pid }: Postmaster, installation: Installation): Promise<void> {
  if (await stop(installation)) return;
  throw startupError(
    `A PostgreSQL that cannot be reached, process ${pid}, may be using ${installation.home.cluster}: ` +
      `end it (kill -INT ${pid}), then start Rookery again.`,
  );
}
