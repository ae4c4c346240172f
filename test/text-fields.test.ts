import { expect, test } from "vitest";
import { z } from "zod";
import { operations } from "../src/main/registry.ts";

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

/** Every schema of text in an input, however deep. What is transformed counts as a whole. */
function textsIn(schema: z.ZodType, path = ""): { path: string; schema: z.ZodType }[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([field, inner]) =>
      textsIn(inner as z.ZodType, path === "" ? field : `${path}.${field}`),
    );
  }
  if (schema instanceof z.ZodArray) return textsIn(schema.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodRecord) {
    const { keyType, valueType } = schema as z.ZodRecord<z.ZodString, z.ZodType>;
    return [...textsIn(keyType, `${path} (keys)`), ...textsIn(valueType, `${path} (values)`)];
  }
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => textsIn(option as z.ZodType, path));
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return textsIn(schema.unwrap() as z.ZodType, path);
  }
  return [{ path, schema }];
}
