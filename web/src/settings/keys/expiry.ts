import type { keyTexts } from "../../texts/keys.ts";

export type Expiry = keyof typeof keyTexts.expiries;
export const expiries = ["never", "30", "90", "365", "date"] as const satisfies readonly Expiry[];

const dayMs = 86_400_000;

/** The expiry of a new key: the end of a chosen day in the local time zone. Null if the day is invalid or in the past. */
export function endOf(expiry: Expiry, day: string, now = Date.now()): string | undefined | null {
  if (expiry === "never") return undefined;
  if (expiry !== "date") return new Date(now + Number(expiry) * dayMs).toISOString();
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) || end.getTime() <= now ? null : end.toISOString();
}
