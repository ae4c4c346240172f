import { expect, test } from "vitest";
import { recent, recentByOwner } from "./recent.ts";

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

test("values of several owners share the limit, and stay apart", () => {
  const values = recentByOwner<number>(10);
  const [ada, bo] = [values("ada"), values("bo")];
  ada.set("word", 1);
  bo.set("word", 2);
  for (let i = 0; i < 30; i++) {
    ada.set(`other ${i}`, i);
    expect(ada.get("word")).toBe(1);
  }
  expect(bo.get("word")).toBeUndefined();
  expect(ada.get("other 29")).toBe(29);
  expect(bo.get("other 29")).toBeUndefined();
});
