import { expect, test } from "vitest";
import { isZoneName, offsetIn, offsetMs, zoneNamed } from "./zone.ts";

const iso = (time: number) => new Date(time).toISOString().slice(0, 16);

test.each([
  ["Asia/Tokyo", "2026-01-31T16:00:00Z", "2026-02-01T01:00"],
  ["America/New_York", "2026-07-01T03:00:00Z", "2026-06-30T23:00"],
  ["Asia/Kathmandu", "2026-07-01T00:00:00Z", "2026-07-01T05:45"],
  ["Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29T03:00"],
])("%s: the clock shows the local time and the way back gives the same instant", (name, utc, local) => {
  const zone = zoneNamed(name);
  expect(iso(zone.toLocal(Date.parse(utc)))).toBe(local);
  expect(zone.toUtc(zone.toLocal(Date.parse(utc)))).toBe(Date.parse(utc));
});

test("midnight is found on both sides of a change of the clock", () => {
  const berlin = zoneNamed("Europe/Berlin");
  expect(iso(berlin.toUtc(Date.UTC(2026, 2, 29)))).toBe("2026-03-28T23:00");
  expect(iso(berlin.toUtc(Date.UTC(2026, 2, 30)))).toBe("2026-03-29T22:00");
  expect(iso(berlin.toUtc(Date.UTC(2026, 9, 26)))).toBe("2026-10-25T23:00");
});

test("only names of zones are accepted", () => {
  expect(["Europe/Lisbon", "UTC", "America/Argentina/Ushuaia"].every(isZoneName)).toBe(true);
  expect(["+02:00", "Lisbon", "", "Europe/Atlantis"].some(isZoneName)).toBe(false);
});

test("the offset of a time is read", () => {
  expect(offsetIn("2026-01-31T12:00:00+05:45")).toBe("+05:45");
  expect(offsetIn("2026-01-31T12:00:00Z")).toBeUndefined();
  expect(offsetMs("-03:30")).toBe(-12_600_000);
});
