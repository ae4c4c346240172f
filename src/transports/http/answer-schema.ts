import fastJson from "fast-json-stringify";
import { z } from "zod";
import { unescaped } from "../../kernel/fields.ts";
import { jsonSchema } from "../schema/json-schema.ts";

/** JSON Schema of `{"data": …}`. Fastify compiles it to a serialiser that leaves out undeclared fields. */
export function answerSchema(output: z.ZodType): object {
  const { $defs, ...data } = jsonSchema(output, "output", ({ zodSchema, jsonSchema }) => {
    // fast-json-stringify's word for strings that need no escaping. A third of an asset's text is links.
    if (isUnescaped(zodSchema)) jsonSchema.format = "unsafe";
  });
  return { type: "object", properties: { data }, required: ["data"], $defs };
}

export const jsonType = "application/json; charset=utf-8";

const writers = new Map<z.ZodType, (answer: { data: unknown }) => string>();

/** Writes `{"data": …}` by a schema. Compiled once for each schema. */
export function answerWriter(output: z.ZodType): (answer: { data: unknown }) => string {
  const known = writers.get(output);
  if (known) return known;
  const writer = fastJson(answerSchema(output) as fastJson.Schema);
  writers.set(output, writer);
  return writer;
}

const isUnescaped = (schema: unknown): boolean =>
  schema instanceof z.ZodNullable ? isUnescaped(schema.unwrap()) : unescaped.has(schema as z.ZodType);
