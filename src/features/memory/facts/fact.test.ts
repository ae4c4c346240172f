import { describe, expect, it } from "vitest";
import { slotKey, valueKey } from "./fact.ts";

describe("keys of facts", () => {
  it("ignore case, accents, articles and a plural s", () => {
    expect(valueKey("The Long Walks")).toBe(valueKey("long walk"));
    expect(valueKey("Café")).toBe(valueKey("cafe"));
    expect(valueKey("Paris")).not.toBe(valueKey("Parma"));
  });

  it("are not empty for a value without letters", () => {
    expect(valueKey("the")).not.toBe("");
    expect(valueKey("🎸")).not.toBe("");
  });

  it("share a slot between likes and dislikes of one person", () => {
    expect(slotKey({ subject: "user", attribute: "dislikes" })).toBe(
      slotKey({ subject: "User", attribute: "likes" }),
    );
  });
});
