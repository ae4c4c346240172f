import { texts } from "../texts/texts.ts";

const day = new Intl.DateTimeFormat(texts.locale, { dateStyle: "medium" });
// Cameras store no time zone, so what they store is shown as it is.
const ofCamera = { timeZone: "UTC" };
const cameraDay = new Intl.DateTimeFormat(texts.locale, { dateStyle: "medium", ...ofCamera });
const fullDay = new Intl.DateTimeFormat(texts.locale, { dateStyle: "full", ...ofCamera });
const month = new Intl.DateTimeFormat(texts.locale, { month: "long", year: "numeric", ...ofCamera });
const clock = new Intl.DateTimeFormat(texts.locale, { timeStyle: "short" });
const moment = new Intl.DateTimeFormat(texts.locale, { dateStyle: "medium", timeStyle: "short" });
const whole = new Intl.NumberFormat(texts.locale);
const relative = new Intl.RelativeTimeFormat(texts.locale, { numeric: "auto" });

/** Times are milliseconds since 1970. */
export const dayOf = (at: number): string => day.format(at);
/** The time of day, below a heading with the day. */
export const clockOf = (at: number): string => clock.format(at);
export const momentOf = (at: number): string => moment.format(at);
/** A day of a camera's clock, such as "2024-05-01". */
export const localDay = (day: string): string => cameraDay.format(new Date(`${day}T00:00:00Z`));
/** The heading of such a day, or of a month such as "2024-05". */
export const dateHeading = (date: string): string =>
  (date.length > 7 ? fullDay : month).format(new Date(date));
export const count = (n: number): string => whole.format(n);

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000_000],
  ["month", 2_592_000_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "3 hours ago", "in 2 days". */
export function ago(at: number, now = Date.now()): string {
  const elapsed = at - now;
  for (const [unit, ms] of steps) {
    if (Math.abs(elapsed) >= ms) return relative.format(Math.round(elapsed / ms), unit);
  }
  return relative.format(0, "minute");
}

const units = ["B", "kB", "MB", "GB", "TB"];

/** "2.4 MB". In steps of 1024, as the server's settings and messages count, so that a limit of 100 MB is shown as that. */
export function bytes(n: number): string {
  const power = n < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(n) / 10));
  const value = n / 1024 ** power;
  return `${value.toLocaleString(texts.locale, { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 })} ${units[power]}`;
}
