import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { multipart } from "../support/agent.ts";
import type { App } from "./apps.ts";
import type { Send } from "./client.ts";
import { callAs } from "./load.ts";
import type { Team } from "./people.ts";

const pauseMs = 100;
/** Nobody waits longer: the limit is missed by far. */
const waitedMaxMs = 180_000;

/** Whether the cluster works: it stores a file and lists it, and every process is ready. */
export interface Serving {
  /** Waits until a file can be stored. Returns how long that took, in ms. */
  again(): Promise<number>;
  /** Waits until this process, too, is ready. */
  ready(app: App): Promise<number>;
}

export async function watchServing(send: Send, origin: string, team: Team): Promise<Serving> {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } })
    .png()
    .toBuffer();
  const library = `/libraries/${team.libraries[0]}/assets`;
  const stores = async () => {
    const { body, contentType } = multipart({ "a.png": picture });
    const stored = await callAs({ send, origin }, team, "POST", library, body, {
      "content-type": contentType,
    });
    return stored.ok && (await callAs({ send, origin }, team, "GET", library)).ok;
  };
  return {
    again: () => untilTrue(stores),
    ready: (app) => untilTrue(() => app.isReady().catch(() => false)),
  };
}

async function untilTrue(holds: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  const waitedMs = () => performance.now() - startedAt;
  while (!(await holds()) && waitedMs() < waitedMaxMs) await sleep(pauseMs);
  return waitedMs();
}
