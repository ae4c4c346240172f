import type { texts } from "../../texts/texts.ts";

export type Expiry = keyof typeof texts.keys.expiries;
export const expiries = ["never", "30", "90", "365", "date"] as const satisfies readonly Expiry[];

const dayMs = 86_400_000;

/** When a key ends that is made now: the end of a chosen day, where the person is. `null`: no such day, or past. */
export function endOf(expiry: Expiry, day: string, now = Date.now()): string | undefined | null {
  if (expiry === "never") return undefined;
  if (expiry !== "date") return new Date(now + Number(expiry) * dayMs).toISOString();
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) || end.getTime() <= now ? null : end.toISOString();
}
