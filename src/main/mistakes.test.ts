import { expect, test } from "vitest";
import { StoreUnavailable } from "../platform/blobs/blobs.ts";
import { mistakeSentence } from "./mistakes.ts";

test("a command that the store does not answer ends with a sentence, and an unknown fault with its stack", () => {
  const sentence = mistakeSentence(new StoreUnavailable("The S3 store failed: ECONNREFUSED"));
  expect(sentence).toContain("ECONNREFUSED");
  expect(sentence).toContain("Look whether the store runs");
  const ofAws = new StoreUnavailable("The S3 store failed: AccessDenied: Access Denied.");
  expect(mistakeSentence(ofAws)).toMatch(/Access Denied\. Look whether .* allows this\.$/);
  expect(mistakeSentence(new Error("unknown"))).toBeUndefined();
});
