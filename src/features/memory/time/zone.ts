import { LRUCache } from "lru-cache";

/**
 * Converts between UTC and the clock on somebody's wall. Local times are written as if they were UTC: midnight in Tokyo is
 * `Date.UTC(2026, 0, 31)`.
 */
export interface Zone {
  toLocal(utc: number): number;
  toUtc(local: number): number;
}

export const UTC: Zone = { toLocal: (utc) => utc, toUtc: (local) => local };

// There are about 600 names of zones. A formatter takes 50 kB.
const formats = new LRUCache<string, Intl.DateTimeFormat>({ max: 100 });

/** The zone with an IANA name. UTC for null. */
export function zoneNamed(name: string | null): Zone {
  if (name === null) return UTC;
  const format = formats.get(name) ?? openFormat(name);
  formats.set(name, format);
  const toLocal = (utc: number) => {
    const second = Math.floor(utc / 1000) * 1000;
    const part = Object.fromEntries(
      format.formatToParts(second).map(({ type, value }) => [type, Number(value)]),
    ) as Record<Intl.DateTimeFormatPartTypes, number>;
    return (
      Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) + (utc - second)
    );
  };
  return {
    toLocal,
    toUtc(local) {
      // The offset may differ on the other side of a change of the clock, so the first guess is corrected once.
      const guess = local - (toLocal(local) - local);
      return guess + (local - toLocal(guess));
    },
  };
}

const openFormat = (timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });

/** Whether this is the IANA name of a time zone ("Europe/Lisbon"). */
export function isZoneName(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** The offset of an ISO 8601 time ("+02:00"). Undefined for UTC. */
export const offsetIn = (time: string | undefined): string | undefined =>
  /[+-]\d\d:\d\d$/.exec(time ?? "")?.[0];

/** "-03:30" → the milliseconds that the local clock is ahead of UTC. 0 for none. */
export function offsetMs(offset: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}
