import { describe, expect, it } from "vitest";
import { whenIn, withIsoDate } from "./when.ts";

const wednesday = new Date("2024-05-08T12:00:00Z");

describe("a time named in a text", () => {
  it.each([
    ["tomorrow", "2024-05-09"],
    ["the day after tomorrow", "2024-05-10"],
    ["tonight", "2024-05-08"],
    ["on Friday", "2024-05-10"],
    ["this Friday", "2024-05-10"],
    ["next Friday", "2024-05-17"],
    ["on Wednesday", "2024-05-15"],
    ["in two weeks", "2024-05-20/2024-05-26"],
    ["in 3 days", "2024-05-11"],
    ["next week", "2024-05-13/2024-05-19"],
    ["this weekend", "2024-05-11/2024-05-12"],
    ["next month", "2024-06"],
    ["next year", "2025"],
    ["on 5 May", "2025-05-05"],
    ["on May 20th", "2024-05-20"],
    ["on the 3rd of June, 2026", "2026-06-03"],
    ["on 2024-12-24", "2024-12-24"],
    ["in March", "2025-03"],
    ["next summer", "2024-06-01/2024-08-31"],
  ])("ahead: %s → %s", (text, iso) => {
    expect(whenIn(`We meet ${text}.`, wednesday, "future")?.iso).toBe(iso);
  });

  it.each([
    ["yesterday", "2024-05-07"],
    ["last Friday", "2024-05-03"],
    ["on Monday", "2024-05-06"],
    ["last week", "2024-04-29/2024-05-05"],
    ["two months ago", "2024-03"],
    ["last year", "2023"],
    ["on 20 May", "2023-05-20"],
    ["in March", "2024-03"],
    ["in 2019", "2019"],
    ["last summer", "2023-06-01/2023-08-31"],
  ])("behind: %s → %s", (text, iso) => {
    expect(whenIn(`We met ${text}.`, wednesday, "past")?.iso).toBe(iso);
  });

  it.each(["I may come", "we march on", "the sun is out", "a second one", "in Berlin", "12 monkeys"])(
    "is none in: %s",
    (text) => {
      expect(whenIn(text, wednesday, "future")).toBeUndefined();
    },
  );

  it("may cross the end of a year, and ends with its last day", () => {
    const newYearsEve = new Date("2024-12-31T23:00:00Z");
    expect(whenIn("tomorrow", newYearsEve, "future")).toMatchObject({
      iso: "2025-01-01",
      end: new Date("2025-01-02"),
    });
  });

  it("is replaced by its ISO form", () => {
    const text = "hand it in by 3 June at noon";
    const when = whenIn(text, wednesday, "future");
    expect(when && withIsoDate(text, when)).toBe("hand it in by 2024-06-03 at noon");
  });
});
