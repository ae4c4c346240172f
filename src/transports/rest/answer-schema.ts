import { z } from "zod";

/** JSON Schema of `{"data": …}`: Fastify compiles it to a serialiser that leaves out whatever is not declared. */
export function answerSchema(output: z.ZodType): object {
  const { $defs, ...data } = jsonSchema(output, "output");
  return { type: "object", properties: { data }, required: ["data"], $defs };
}

/** A zod schema as JSON Schema, with `$defs` for what has a name; "or null" as a type of its own, which readers and serialisers like better. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): z.core.JSONSchema.JSONSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: nullableByType,
  });
  return rest;
}

function nullableByType({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const [first, second] = jsonSchema.anyOf ?? [];
  if (jsonSchema.anyOf?.length !== 2 || typeof first !== "object" || typeof second !== "object") return;
  if (second.type !== "null" || typeof first.type !== "string") return;
  const nullable = {
    ...first,
    type: [first.type, "null"],
    ...(first.enum && { enum: [...first.enum, null] }),
  };
  delete jsonSchema.anyOf;
  Object.assign(jsonSchema, nullable);
}
