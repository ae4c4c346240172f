import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "./apps.ts";
import type { PostgresPair } from "./postgres-pair.ts";
import type { Serving } from "./serving.ts";
import type { Store } from "./store.ts";

/** How often each part is broken. */
export interface Length {
  primaryKills: number;
  appKills: number;
  storeOutages: number;
  /** No round begins later. */
  minutesMax: number;
}

/** A part that was broken. */
export interface Fault {
  kind: "primary" | "app" | "store";
  /** Which one, and how. */
  part: string;
  /** How long until the cluster stored and listed a file again. For the store, from when it was back. */
  servingMs: number;
  /** How long until a killed process was ready again itself. */
  readyMs?: number;
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

/** Breaks one part after the other, and adds each to `faults` when the cluster serves again. */
export async function breakParts(cluster: Cluster, length: Length, faults: Fault[]): Promise<void> {
  const rounds = Math.max(length.primaryKills, length.appKills, length.storeOutages);
  const endAt = performance.now() + length.minutesMax * 60_000;
  const starting = new Map<App["role"], Promise<void>>();
  for (let round = 0; round < rounds && performance.now() < endAt; round++) {
    const isDue = (times: number) =>
      Math.ceil(((round + 1) * times) / rounds) > Math.ceil((round * times) / rounds);
    const before = faults.length;
    await cluster.pair.whole();
    await sleep(betweenMs);
    if (isDue(length.primaryKills)) await losePrimary(cluster, faults);
    if (isDue(length.appKills)) await loseApp(cluster, faults, starting);
    if (isDue(length.storeOutages)) await loseStore(cluster, faults);
    const seconds = faults
      .slice(before)
      .map(({ part, servingMs }) => `${part} ${(servingMs / 1000).toFixed(1)}`);
    const load = loadavg()[0]?.toFixed(0);
    cluster.say(
      `Round ${round + 1} of ${rounds}. Seconds until serving: ${seconds.join(", ")}. Load average ${load}`,
    );
  }
  await cluster.pair.whole();
  await Promise.all(starting.values());
}

async function losePrimary({ pair, serving }: Cluster, faults: Fault[]): Promise<void> {
  const { name, repair } = await pair.killPrimary();
  faults.push({ kind: "primary", part: name, servingMs: await serving.again() });
  repair();
}

/** In turn one that answers calls and one that runs jobs, when the one before is back. */
async function loseApp(
  { apps, serving }: Cluster,
  faults: Fault[],
  starting: Map<App["role"], Promise<void>>,
): Promise<void> {
  const killed = faults.filter(({ kind }) => kind === "app").length;
  const role = killed % 2 === 0 ? "web" : "worker";
  await starting.get(role);
  const alike = apps.filter((app) => app.role === role);
  const app = alike[Math.floor(killed / 2) % alike.length] as App;
  await app.killAndStart();
  const ready = serving.ready(app);
  const fault: Fault = { kind: "app", part: app.name, servingMs: await serving.again() };
  faults.push(fault);
  starting.set(
    role,
    ready.then((ms) => {
      fault.readyMs = ms;
    }),
  );
}

/** In turn it refuses connections, and is silent. */
async function loseStore({ store, serving }: Cluster, faults: Fault[]): Promise<void> {
  const isSilent = faults.filter(({ kind }) => kind === "store").length % 2 === 1;
  const comeBack = isSilent ? store.freeze() : await store.stop();
  await sleep(storeDownMs);
  await comeBack();
  const part = isSilent ? "silent store" : "store";
  faults.push({ kind: "store", part, servingMs: await serving.again() });
}
