import { z } from "zod";
import { text } from "../../../../kernel/fields.ts";

/** A span of local times, as texts without an offset: from the first, and before the other. */
export interface TakenSpan {
  from?: string | undefined;
  before?: string | undefined;
}

const mistake = "must be a date such as '2024-05-01', a month, a year, or a time such as '2024-05-01T18:30'";

const Bound = (edge: "first" | "after", description: string) =>
  text(19)
    .transform((given, context) => {
      const span = spanOf(given);
      if (span) return span[edge];
      context.addIssue({ code: "custom", message: mistake });
      return z.NEVER;
    })
    .optional()
    .meta({ description });

/** Input fields that narrow to when pictures were taken. */
export const takenFields = {
  takenFrom: Bound("first", "Taken in this year, month or day, or later."),
  takenTo: Bound("after", "Taken in this year, month or day, or earlier."),
};

export const takenSpan = (given: {
  takenFrom?: string | undefined;
  takenTo?: string | undefined;
}): TakenSpan => ({
  from: given.takenFrom,
  before: given.takenTo,
});

const written = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?)?)?$/;

/** The first second of a year, month, day, minute or second, and the first one after it. Undefined if it does not exist. */
function spanOf(given: string): { first: string; after: string } | undefined {
  const parts = written.exec(given)?.slice(1).filter(Boolean).map(Number);
  if (!parts?.[0]) return undefined;
  const first = secondAt(parts);
  const after = secondAt([...parts.slice(0, -1), (parts.at(-1) as number) + 1]);
  // An hour 24 or a 30th of February would be another day.
  return first.startsWith(given) ? { first, after } : undefined;
}

function secondAt([
  year = 0,
  month = 1,
  day = 1,
  hour = 0,
  minute = 0,
  second = 0,
]: readonly number[]): string {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getUTCFullYear() > 9999 ? "infinity" : date.toISOString().slice(0, 19);
}
