import { expect, test } from "vitest";
import type { z } from "zod";
import { operations } from "../src/main/registry.ts";
import { textsIn } from "./support/text-inputs.ts";

/** Where text may hold U+0000, and why. */
const mayHoldNul: Record<string, string> = {
  "metadata (values)": "JSON, which is stored sealed, as bytes",
  "files[].blob": "named by the server",
  "files[].filename": "what the upload funnel made, which leaves control characters out",
  "files[].refusal": "the server's own words",
  "files[].picture.blurhash": "the server's own words",
  "files[].picture.camera.camera.make": "what `cameraOfTiff` read, which leaves control characters out",
  "files[].picture.camera.camera.model": "the same",
  "files[].picture.camera.lens": "the same",
  "files[].picture.camera.takenAt": "the same",
};

test.each(operations)("no text that $name takes may hold U+0000, which cannot be stored", ({ input }) => {
  const taking = textsIn(input).filter(({ schema }) => takesNul(schema));
  expect(taking.map(({ path }) => path).filter((path) => !Object.hasOwn(mayHoldNul, path))).toEqual([]);
});

const takesNul = (schema: z.ZodType): boolean =>
  ["\0", "some words\0", "https://example.com/\0", "a\0@example.com"].some(
    (text) => schema.safeParse(text).success,
  );
