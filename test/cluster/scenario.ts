import { randomBytes } from "node:crypto";
import { freePort } from "../support/processes/free-port.ts";
import { startApps } from "./apps.ts";
import { newSeen, openClient, type Seen } from "./client.ts";
import { breakParts, type Fault, type Length } from "./faults.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { work } from "./load.ts";
import { newMember, newTeam } from "./people.ts";
import { startPostgresPair } from "./postgres-pair.ts";
import type { Processes } from "./processes.ts";
import type { Programs } from "./programs.ts";
import { startHaproxy, startNginx } from "./proxies.ts";
import { type Lags, revoke } from "./revocations.ts";
import { watchServing } from "./serving.ts";
import { startStore } from "./store.ts";
import { newTenant } from "./tenant.ts";
import { type Comparison, verify } from "./verify.ts";

/** What happened so far. */
export interface Outcome {
  ledger: Ledger;
  seen: Seen;
  faults: Fault[];
  lags: Lags;
  /** Undefined until the end. */
  comparison: Comparison | undefined;
  /** Why it ended early. */
  failure: string | undefined;
}

export const newOutcome = (): Outcome => ({
  ledger: openLedger(),
  seen: newSeen(),
  faults: [],
  lags: { keyMs: 0, roleMs: 0 },
  comparison: undefined,
  failure: undefined,
});

interface Setting {
  folder: string;
  processes: Processes;
  programs: Programs;
  length: Length;
  say(text: string): void;
}

const appsAtOnce = 3;
const workersAtOnce = 2;
const callersAtOnce = 5;

/** Starts a cluster, breaks its parts under load, and compares what is there with what it acknowledged. */
export async function runCluster(setting: Setting, outcome: Outcome): Promise<void> {
  const { folder, processes, length, say } = setting;
  say("Starting PostgreSQL");
  const pair = await startPostgresPair(setting);
  const proxyPort = await startHaproxy(setting, pair.ports);
  const store = await startStore(folder, processes);
  const databaseUrl = `postgres://rookery@127.0.0.1:${proxyPort}/rookery`;
  const ports = await Promise.all(Array.from({ length: appsAtOnce }, freePort));
  const port = await freePort();
  const settings = {
    DATABASE_URL: databaseUrl,
    ROOKERY_SECRET: randomBytes(32).toString("hex"),
    PUBLIC_URL: `https://localhost:${port}`,
    TRUST_PROXY: "127.0.0.1",
    LOG_LEVEL: "warn",
    FREE_DISK_MB_MIN: "0",
    ...store.settings,
  };
  say("Starting the app");
  const apps = await startApps(folder, processes, ports, workersAtOnce, settings);
  const origin = await startNginx(setting, port, ports);
  const webApps = apps.filter(({ role }) => role === "web");

  const { ledger, seen, lags } = outcome;
  const { send, close } = openClient(seen);
  const [first] = webApps as [(typeof apps)[number]];
  say("Creating organizations");
  const people = await Promise.all(
    Array.from({ length: callersAtOnce }, async () => ({
      team: await newTeam(send, origin, first),
      tenant: await newTenant(send, origin),
    })),
  );
  const team = await newTeam(send, origin, first);
  const tenant = await newTenant(send, origin);
  const { person: member, accountId } = await newMember(send, origin, first, team, "viewer");
  const serving = await watchServing(send, origin, team);

  say("Breaking parts under load");
  const stopping = new AbortController();
  const calling = [
    ...people.map((one) => work({ send, origin, ledger, ...one }, stopping.signal)),
    revoke({ send, origin, apps: webApps, tenant, team, member, accountId, ledger, lags }, stopping.signal),
  ];
  await Promise.race([
    breakParts({ pair, store, apps, serving, say }, length, outcome.faults),
    Promise.all(calling).then(() => {
      throw new Error("The load ended early");
    }),
  ]).catch((error) => {
    // What was acknowledged until then is compared all the same.
    outcome.failure = error.message;
  });
  stopping.abort();
  await Promise.all(calling);

  say("Comparing");
  const teams = [...people.map((one) => one.team), team];
  outcome.comparison = await verify({ send, origin: first.origin, databaseUrl, settings, teams, ledger });
  await close();
}
