import { expect, test } from "vitest";
import { newAssetId } from "./asset-id.ts";

test("an asset's id is 11 characters for links, and looks like no option of a command", () => {
  for (let i = 0; i < 2000; i++) expect(newAssetId()).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{10}$/);
});
