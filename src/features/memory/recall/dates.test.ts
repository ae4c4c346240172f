import { describe, expect, test } from "vitest";
import { dateSpans } from "./dates.ts";

const now = Date.parse("2026-11-18T15:00:00Z"); // a Wednesday
const first = Date.parse("2025-03-01T00:00:00Z");
const spans = (query: string) =>
  dateSpans(query, { now, first, last: now }).map(({ from, to }) => [day(from), day(to)].join(" "));
const day = (time: number) => new Date(time).toISOString().slice(0, 10);

describe("dateSpans", () => {
  test.each([
    "What happened on 7 May 2025?",
    "What happened on May 7, 2025?",
    "on the 7th of May, 2025",
    "2025-05-07",
    "May 7th 2025",
  ])("reads a day in any notation: %s", (query) => {
    expect(spans(query)).toEqual(["2025-05-07 2025-05-08"]);
  });
  test("reads a month with its year", () => {
    expect(spans("trips in March 2026")).toEqual(["2026-03-01 2026-04-01"]);
    expect(spans("trips in Sept. 2025")).toEqual(["2025-09-01 2025-10-01"]);
  });
  test("reads a month or day without a year as that of every year in the history", () => {
    expect(spans("what did I do in June")).toEqual(["2025-06-01 2025-07-01", "2026-06-01 2026-07-01"]);
    expect(spans("my party on 2 June")).toEqual(["2025-06-02 2025-06-03", "2026-06-02 2026-06-03"]);
  });
  test("reads a year, but not the year of a longer date", () => {
    expect(spans("in 2025")).toEqual(["2025-01-01 2026-01-01"]);
  });
  test("reads a season with its year as three months", () => {
    expect(spans("in the summer of 2025")).toEqual(["2025-06-01 2025-09-01"]);
  });
  test("reads two dates as two spans", () => {
    expect(spans("between 1 May 2025 and 3 May 2025")).toEqual([
      "2025-05-01 2025-05-02",
      "2025-05-03 2025-05-04",
    ]);
  });
  test("reads the week before a day as ending with that day", () => {
    expect(spans("in the week before 9 June 2025")).toEqual(["2025-06-02 2025-06-09"]);
  });
  test.each([
    ["yesterday", "2026-11-17 2026-11-18"],
    ["today", "2026-11-18 2026-11-19"],
    ["last week", "2026-11-09 2026-11-16"],
    ["this month", "2026-11-01 2026-12-01"],
    ["last weekend", "2026-11-14 2026-11-16"],
    ["two months ago", "2026-09-01 2026-10-01"],
    ["10 days ago", "2026-11-08 2026-11-09"],
    ["a year ago", "2025-01-01 2026-01-01"],
    ["last year", "2025-01-01 2026-01-01"],
  ])("relative to now: %s", (query, expected) => {
    expect(spans(`what did I say ${query}?`)).toEqual([expected]);
  });
  test.each(["may I march on?", "second-hand decor", "room 1234", "17 marbles", "what did Jan say"])(
    "is not a date: %s",
    (query) => {
      expect(spans(query)).toEqual([]);
    },
  );
});
