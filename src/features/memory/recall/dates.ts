/** A span of time in milliseconds since 1970, from `from` (inclusive) to `to` (exclusive). */
export interface Span {
  from: number;
  to: number;
  /** Named from today: "yesterday", "last week". Only then is the asker sure of it. */
  relative?: true;
}

/**
 * The spans of time named in a query, in English or as ISO dates: "7 May 2023", "May 7th", "in June", "summer 2022",
 * "2023-05-07", "yesterday", "last week", "two months ago", "the week before 9 June". A day or month without a year gives a
 * span for every year from `first` to `last` (the times of the oldest and newest exchange). All times are local ones, written
 * as if they were UTC: see `Zone`.
 */
export function dateSpans(
  query: string,
  { now, first, last }: { now: number; first: number; last: number },
): Span[] {
  const years = range(new Date(first).getUTCFullYear(), new Date(last).getUTCFullYear());
  const spans: Span[] = [];
  let rest = ` ${query.toLowerCase()} `;
  // Each form removes the text that it read, so that a later, looser form does not read it again.
  for (const { pattern, read, relative } of FORMS) {
    rest = rest.replace(pattern, (...match) => {
      const groups = (match.at(-1) ?? {}) as Record<string, string | undefined>;
      const named = read(groups, groups.year ? [Number(groups.year)] : years, now);
      spans.push(...named.map((span): Span => (relative ? { ...span, relative } : span)));
      return " ";
    });
  }
  return spans.filter(({ from, to }) => from < to);
}

const DAY = 86_400_000;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SEASONS: Record<string, number> = { spring: 2, summer: 5, autumn: 8, fall: 8, winter: 11 };
const COUNTS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

const month =
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const day = "(?<day>[0-3]?\\d)(?:st|nd|rd|th)?";
const year = "(?<year>(?:19|20)\\d\\d)";
const around = "(?:(?<unit>day|week|weekend|month) (?<side>before|after|of) (?:the )?)?";

type Groups = Record<string, string | undefined>;
interface Form {
  pattern: RegExp;
  read: (groups: Groups, years: number[], now: number) => Span[];
  relative?: true;
}

const oneDay: Form["read"] = (g, years) =>
  years.map((y) => beside(span(Date.UTC(y, monthOf(g), Number(g.day)), 1), g));
const oneMonth: Form["read"] = (g, years) =>
  years.map((y) => ({ from: Date.UTC(y, monthOf(g), 1), to: Date.UTC(y, monthOf(g) + 1, 1) }));

const FORMS: Form[] = [
  { pattern: /\b(?<year>(?:19|20)\d\d)-(?<month>[01]\d)-(?<day>[0-3]\d)\b/g, read: oneDay },
  { pattern: new RegExp(`\\b${around}${day}(?: of)? ${month}\\b,?(?: ${year}\\b)?`, "g"), read: oneDay },
  { pattern: new RegExp(`\\b${around}${month} ${day}\\b,?(?: ${year}\\b)?`, "g"), read: oneDay },
  { pattern: new RegExp(`\\b${month}\\.?,?(?: of)? ${year}\\b`, "g"), read: oneMonth },
  {
    pattern: new RegExp(`\\b(?<season>spring|summer|autumn|fall|winter)(?: of|,)? ${year}\\b`, "g"),
    read: (g, years) =>
      years.map((y) => {
        const start = SEASONS[g.season ?? ""] ?? 0;
        return { from: Date.UTC(y, start, 1), to: Date.UTC(y, start + 3, 1) };
      }),
  },
  // "may", "march" and short names are also other words: a bare month needs its full name, and these two a preposition.
  {
    pattern:
      /\b(?<month>january|february|april|june|july|august|september|october|november|december|(?<=(?:in|of|since|during|last|this|early|late|mid|by|until|till) )(?:may|march))\b/g,
    read: oneMonth,
  },
  {
    pattern: new RegExp(`\\b${year}\\b`, "g"),
    read: (_, years) => years.map((y) => ({ from: Date.UTC(y, 0, 1), to: Date.UTC(y + 1, 0, 1) })),
  },
  {
    pattern: /\b(?:today|tonight|this (?:morning|afternoon|evening))\b/g,
    read: (_g, _y, now) => [span(midnight(now), 1)],
    relative: true,
  },
  { pattern: /\byesterday\b/g, read: (_g, _y, now) => [span(midnight(now) - DAY, 1)], relative: true },
  {
    pattern: /\b(?<which>this|last|past) (?<unit>week|weekend|month|year)\b/g,
    read: (g, _y, now) => [calendar(g.unit ?? "", g.which === "this" ? 0 : -1, now)],
    relative: true,
  },
  {
    pattern:
      /\b(?<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?<unit>day|week|month|year)s? ago\b/g,
    read: (g, _y, now) => {
      const count = /^an?$/.test(g.count ?? "") ? 1 : COUNTS.indexOf(g.count ?? "");
      const units = count >= 0 ? count : Number(g.count);
      return [g.unit === "day" ? span(midnight(now) - units * DAY, 1) : calendar(g.unit ?? "", -units, now)];
    },
    relative: true,
  },
];

const monthOf = (g: Groups) =>
  /^\d/.test(g.month ?? "") ? Number(g.month) - 1 : MONTHS.indexOf((g.month ?? "").slice(0, 3));
const span = (from: number, days: number): Span => ({ from, to: from + days * DAY });
const midnight = (time: number) => Math.floor(time / DAY) * DAY;
const range = (from: number, to: number) =>
  Array.from({ length: Math.min(100, to - from + 1) }, (_, i) => from + i);

/** "the week before 9 June": the days on that side of the date. "of" takes both sides. */
function beside(day: Span, { unit, side }: Groups): Span {
  const length = (unit === "month" ? 30 : unit === "day" ? 1 : 7) * DAY;
  if (!unit) return day;
  if (side === "before") return { from: day.from - length, to: day.from };
  if (side === "after") return { from: day.to, to: day.to + length };
  return { from: day.from - length, to: day.to + length };
}

/** The week (from Monday), month or year that is `offset` units after the current one. A weekend is Saturday and Sunday. */
function calendar(unit: string, offset: number, now: number): Span {
  const date = new Date(now);
  const [y, m] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === "year") return { from: Date.UTC(y + offset, 0, 1), to: Date.UTC(y + offset + 1, 0, 1) };
  if (unit === "month") return { from: Date.UTC(y, m + offset, 1), to: Date.UTC(y, m + offset + 1, 1) };
  const monday = midnight(now) - ((date.getUTCDay() + 6) % 7) * DAY + offset * 7 * DAY;
  return unit === "weekend" ? span(monday + 5 * DAY, 2) : span(monday, 7);
}
