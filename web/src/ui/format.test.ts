import { expect, test } from "vitest";
import { bytes } from "./format.ts";

test("sizes are counted as the server's settings count them", () => {
  expect([0, 15, 1023, 1024, 1536, 100 * 1024 ** 2, 250 * 1024 ** 2, 1024 ** 3].map(bytes)).toEqual([
    "0 B",
    "15 B",
    "1,023 B",
    "1 kB",
    "1.5 kB",
    "100 MB",
    "250 MB",
    "1 GB",
  ]);
});
