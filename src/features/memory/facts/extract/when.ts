/** A time named in a text. */
export interface When {
  /** The words that name it, with the preposition. */
  phrase: string;
  /** ISO 8601: a day, month, year, or an interval "2024-05-06/2024-05-12". */
  iso: string;
  /** The end of the last day, exclusive. */
  end: Date;
}

/**
 * The first time named in an English text, resolved against `at` (UTC): "tomorrow", "next Friday", "in two weeks", "last
 * year", "on 5 May". `toward` decides the year of a date without one. Undefined if the text names no time.
 */
export function whenIn(text: string, at: Date, toward: "past" | "future"): When | undefined {
  for (const { pattern, read } of FORMS) {
    const found = pattern.exec(text);
    const days = found && read(found.groups ?? {}, at, toward);
    if (found && days) return { phrase: found[0].trim(), iso: isoOf(days), end: days.to };
  }
  return undefined;
}

/** Replaces the time in a text by its ISO form: "fly to Rome next Friday" → "fly to Rome on 2024-05-10". */
export function withIsoDate(text: string, when: When): string {
  const interval = when.iso.includes("/");
  const limit = /^(?:by|until|since|from)\b/i.exec(when.phrase)?.[0];
  const preposition = limit ?? (interval ? "during" : when.iso.length === 10 ? "on" : "in");
  return text.replace(when.phrase, `${preposition} ${when.iso}`);
}

interface Days {
  from: Date;
  to: Date;
}
interface Form {
  pattern: RegExp;
  read(groups: Record<string, string>, at: Date, toward: "past" | "future"): Days | undefined;
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SEASONS: Record<string, number> = { spring: 2, summer: 5, autumn: 8, fall: 8, winter: 11 };
const COUNTS: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  "a couple of": 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
};

const weekday = "(?<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)day";
const month =
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const day = "(?:the )?(?<day>[0-3]?\\d)(?:st|nd|rd|th)?";
const year = "(?<year>(?:19|20)\\d\\d)";
const count = `(?<count>\\d{1,3}|${Object.keys(COUNTS).toReversed().join("|")})`;
const unit = "(?<unit>day|week|weekend|month|year)";
const near = "(?:(?:on|by|from|until|since|for|in|during|around|at|over) )?(?:(?:early|late|mid)[ -])?";
const form = (source: string, read: Form["read"]): Form => ({
  pattern: new RegExp(`\\b${near}${source}\\b`, "i"),
  read,
});

const oneDay: Form["read"] = (g, at, toward) => {
  const monthIndex = /^\d/.test(g.month ?? "") ? Number(g.month) - 1 : monthOf(g.month);
  const inYear = (y: number) => spanOf(y, monthIndex, Number(g.day), 1);
  if (g.year) return inYear(Number(g.year));
  return nearest(inYear, at, toward);
};

// The first form that matches wins, so the most specific stand first.
const FORMS: Form[] = [
  form("(?<year>(?:19|20)\\d\\d)-(?<month>[01]\\d)-(?<day>[0-3]\\d)", oneDay),
  form(`${day}(?: of)? ${month}(?:,? ${year})?`, oneDay),
  form(`${month} ${day}(?:,? ${year})?`, oneDay),
  form(`${month},? ${year}`, (g) => spanOf(Number(g.year), monthOf(g.month), 1, 0, 1)),
  form("(?:the )?day after tomorrow", (_, at) => daysFrom(at, 2)),
  form("(?:today|tonight|this (?:morning|afternoon|evening))", (_, at) => daysFrom(at, 0)),
  form("tomorrow(?: (?:morning|afternoon|evening|night))?", (_, at) => daysFrom(at, 1)),
  form("(?:yesterday(?: (?:morning|afternoon|evening))?|last night)", (_, at) => daysFrom(at, -1)),
  form(`(?<which>next|last|this|this coming|this past) ${weekday}`, (g, at, toward) => {
    if (g.which === "next") return daysFrom(at, 7 - isoWeekday(at) + weekdayOf(g.weekday));
    const backwards = g.which === "last" || g.which === "this past";
    return weekdayNear(at, weekdayOf(g.weekday), backwards ? "past" : toward);
  }),
  form(`in ${count} ${unit}s?`, (g, at) => shifted(at, g.unit, countOf(g.count))),
  form(`${count} ${unit}s? from now`, (g, at) => shifted(at, g.unit, countOf(g.count))),
  form(`${count} ${unit}s? ago`, (g, at) => shifted(at, g.unit, -countOf(g.count))),
  form(`(?:the )?(?<which>next|last|past|this|this coming) ${unit}`, (g, at) =>
    calendar(at, g.unit, g.which === "next" ? 1 : /last|past/.test(g.which ?? "") ? -1 : 0),
  ),
  form("(?:the|this) weekend", (_, at) => calendar(at, "weekend", 0)),
  form("(?<which>next|last|this) (?<season>spring|summer|autumn|fall|winter)", (g, at, toward) => {
    const inYear = (y: number) => spanOf(y, SEASONS[g.season ?? ""] ?? 0, 1, 0, 3);
    if (g.which === "this") return inYear(at.getUTCFullYear());
    return nearest(inYear, at, g.which === "next" ? "future" : g.which === "last" ? "past" : toward);
  }),
  form("in (?:the )?(?<season>spring|summer|autumn|winter)", (g, at, toward) =>
    nearest((y) => spanOf(y, SEASONS[g.season ?? ""] ?? 0, 1, 0, 3), at, toward),
  ),
  form(`(?:next|last|this) ${month}`, (g, at, toward) => monthNear(g, at, toward)),
  // "May" and "march" are also other words, so a bare month needs its preposition.
  form(`(?<=\\b(?:in|by|since|during|until|early|late|mid) )${month}`, monthNear),
  form(`(?:on )?${weekday}`, (g, at, toward) => weekdayNear(at, weekdayOf(g.weekday), toward)),
  form(`(?:in|since|by|during) ${year}`, (g) => spanOf(Number(g.year), 0, 1, 0, 12)),
];

function isoOf({ from, to }: Days): string {
  const [first, last] = [from, new Date(to.getTime() - 1)].map((date) => date.toISOString().slice(0, 10));
  if (!first || !last || first === last) return first ?? "";
  if (first.endsWith("-01-01") && last === `${first.slice(0, 4)}-12-31`) return first.slice(0, 4);
  if (first.endsWith("-01") && to.getUTCDate() === 1 && first.slice(0, 7) === last.slice(0, 7))
    return first.slice(0, 7);
  return `${first}/${last}`;
}

function spanOf(y: number, monthIndex: number, dayOfMonth: number, days: number, months = 0): Days {
  return {
    from: new Date(Date.UTC(y, monthIndex, dayOfMonth)),
    to: new Date(Date.UTC(y, monthIndex + months, dayOfMonth + days)),
  };
}

const daysFrom = (at: Date, days: number, length = 1) =>
  spanOf(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + days, length);
const isoWeekday = (at: Date) => (at.getUTCDay() + 6) % 7;
const weekdayOf = (name = "") => WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
const monthOf = (name = "") => MONTHS.indexOf(name.slice(0, 3).toLowerCase());
const countOf = (text = "") => COUNTS[text.toLowerCase()] ?? Number(text);

function weekdayNear(at: Date, wanted: number, toward: "past" | "future"): Days {
  const ahead = (wanted - isoWeekday(at) + 7) % 7;
  return daysFrom(at, toward === "future" ? ahead || 7 : ahead - 7);
}

function monthNear(g: Record<string, string>, at: Date, toward: "past" | "future"): Days {
  return nearest((y) => spanOf(y, monthOf(g.month), 1, 0, 1), at, toward);
}

/** The days in the nearest year in which they are already over ("past") or not yet over ("future"). */
function nearest(inYear: (y: number) => Days, at: Date, toward: "past" | "future"): Days {
  const y = at.getUTCFullYear();
  const years = toward === "future" ? [y, y + 1] : [y, y - 1];
  const fits = ({ from, to }: Days) => (toward === "future" ? to > at : from <= at);
  return years.map(inYear).find(fits) ?? inYear(years[1] ?? y);
}

function shifted(at: Date, name = "day", units: number): Days {
  return name === "day" ? daysFrom(at, units) : calendar(at, name, units);
}

/** The week (from Monday), weekend, month or year that is `offset` units after the current one. */
function calendar(at: Date, name = "week", offset: number): Days {
  const [y, m] = [at.getUTCFullYear(), at.getUTCMonth()];
  if (name === "year") return spanOf(y + offset, 0, 1, 0, 12);
  if (name === "month") return spanOf(y, m + offset, 1, 0, 1);
  const monday = offset * 7 - isoWeekday(at);
  return name === "weekend" ? daysFrom(at, monday + 5, 2) : daysFrom(at, monday, 7);
}
