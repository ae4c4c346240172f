import { expect, test } from "vitest";
import type { z } from "zod";
import { operations } from "../src/main/registry.ts";
import { textsIn } from "./support/text-inputs.ts";

/** Fields whose text may hold U+0000, with the reason. */
const mayHoldNul: Record<string, string> = {
  "metadata (values)": "JSON, which is stored encrypted, as bytes",
  "exchanges[].metadata (values)": "the same",
  "files[].blob": "set by the server",
  "files[].filename": "set by the upload funnel, which removes control characters",
  "files[].refusal": "set by the server",
  "files[].picture.blurhash": "set by the server",
  "files[].picture.camera.camera.make": "set by `cameraOfTiff`, which removes control characters",
  "files[].picture.camera.camera.model": "the same",
  "files[].picture.camera.lens": "the same",
  "files[].picture.camera.takenAt": "the same",
};

test.each(operations)(
  "$name refuses U+0000 in every text field, since Postgres can't store it",
  ({ input }) => {
    const taking = textsIn(input).filter(({ schema }) => takesNul(schema));
    expect(taking.map(({ path }) => path).filter((path) => !Object.hasOwn(mayHoldNul, path))).toEqual([]);
  },
);

const takesNul = (schema: z.ZodType): boolean =>
  ["\0", "some words\0", "https://example.com/\0", "a\0@example.com"].some(
    (text) => schema.safeParse(text).success,
  );
