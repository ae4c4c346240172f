import { expect, test } from "vitest";
import { recent } from "./recent.ts";

test("values that are asked for again stay, and the rest is forgotten after twice as many", () => {
  const values = recent<number>(10);
  values.set("used", 1);
  values.set("unused", 2);
  for (let i = 0; i < 30; i++) {
    values.set(`other ${i}`, i);
    expect(values.get("used")).toBe(1);
  }
  expect(values.get("unused")).toBeUndefined();
  expect(values.get("other 29")).toBe(29);
});
