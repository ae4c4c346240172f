import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "./apps.ts";
import type { PostgresPair } from "./postgres-pair.ts";
import type { Serving } from "./serving.ts";
import type { Store } from "./store.ts";

/** How long the cluster did not serve, at most, after each kind of fault. */
export interface Outages {
  primaryKills: number;
  appKills: number;
  storeOutages: number;
  afterPrimaryMs: number;
  afterAppMs: number;
  /** Until the killed process itself was ready. */
  untilAppReadyMs: number;
  afterStoreMs: number;
}

const storeDownMs = 10_000;
/** Under load, between faults. */
const betweenMs = 2_000;

interface Cluster {
  pair: PostgresPair;
  store: Store;
  apps: readonly App[];
  serving: Serving;
  say(text: string): void;
}

export interface Length {
  rounds: number;
  /** No round begins later. */
  minutesMax: number;
}

/** Breaks one part after the other, `rounds` times. Every fourth time, the store goes away, too. */
export async function breakParts(cluster: Cluster, { rounds, minutesMax }: Length): Promise<Outages> {
  const seen: Outages = {
    primaryKills: 0,
    appKills: 0,
    storeOutages: 0,
    afterPrimaryMs: 0,
    afterAppMs: 0,
    untilAppReadyMs: 0,
    afterStoreMs: 0,
  };
  const endAt = performance.now() + minutesMax * 60_000;
  const starting = new Map<App["role"], Promise<void>>();
  for (let round = 0; round < rounds && performance.now() < endAt; round++) {
    await cluster.pair.whole();
    await sleep(betweenMs);
    await losePrimary(cluster, seen);
    await loseApp(cluster, seen, starting, round);
    if (round % 4 === 0) await loseStore(cluster, seen);
    const figures = [seen.afterPrimaryMs, seen.afterAppMs, seen.untilAppReadyMs, seen.afterStoreMs];
    const seconds = figures.map((ms) => (ms / 1000).toFixed(1)).join(", ");
    cluster.say(`Round ${round + 1} of ${rounds}. Longest until serving, s: ${seconds}`);
  }
  await cluster.pair.whole();
  await Promise.all(starting.values());
  return seen;
}

async function losePrimary({ pair, serving }: Cluster, seen: Outages): Promise<void> {
  const { repair } = await pair.killPrimary();
  seen.primaryKills++;
  seen.afterPrimaryMs = Math.max(seen.afterPrimaryMs, await serving.again());
  repair();
}

/** In turn one that answers calls and one that runs jobs, when the one before is back. */
async function loseApp(
  { apps, serving }: Cluster,
  seen: Outages,
  starting: Map<App["role"], Promise<void>>,
  round: number,
): Promise<void> {
  const role = round % 2 === 0 ? "web" : "worker";
  await starting.get(role);
  const alike = apps.filter((app) => app.role === role);
  const app = alike[Math.floor(round / 2) % alike.length] as App;
  await app.killAndStart();
  seen.appKills++;
  seen.afterAppMs = Math.max(seen.afterAppMs, await serving.again());
  const ready = serving.ready(app).then((ms) => {
    seen.untilAppReadyMs = Math.max(seen.untilAppReadyMs, ms);
  });
  starting.set(role, ready);
}

/** In turn it refuses connections, and is silent. */
async function loseStore({ store, serving }: Cluster, seen: Outages): Promise<void> {
  const comeBack = seen.storeOutages % 2 === 0 ? await store.stop() : store.freeze();
  await sleep(storeDownMs);
  comeBack();
  seen.storeOutages++;
  seen.afterStoreMs = Math.max(seen.afterStoreMs, await serving.again());
}
