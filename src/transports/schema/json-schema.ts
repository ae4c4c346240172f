import { z } from "zod";

/** A JSON Schema for OpenAPI 3.1, which is an object and never a boolean. */
export interface JsonSchema {
  [keyword: string]: unknown;
  type?: string | string[];
  description?: string;
  examples?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
}

/** An object whose properties are all required. */
export function objectOf(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: "object", properties, required: Object.keys(properties) };
}

/**
 * A zod schema as JSON Schema, with `$defs` for schemas that have a name. "Or null" becomes a list of types, which
 * readers and serialisers handle better than `anyOf`.
 */
export function jsonSchema(
  schema: z.ZodType,
  io: "input" | "output",
  override: Override = () => {},
): z.core.JSONSchema.JSONSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: (context) => {
      nullableByType(context);
      override(context);
    },
  });
  return rest;
}

type Override = NonNullable<z.core.ToJSONSchemaParams["override"]>;

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

/** Removes noise from a schema: the bounds of the number type, and a pattern next to a format. */
export function readable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(readable);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([keyword, value]) => !isClutter(keyword, value, schema));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, readable(value)]));
}

function isClutter(keyword: string, value: unknown, schema: object): boolean {
  switch (keyword) {
    case "minimum":
      return value === Number.MIN_SAFE_INTEGER;
    case "maximum":
      return value === Number.MAX_SAFE_INTEGER;
    case "pattern":
      return typeof value === "string" && "format" in schema;
    default:
      return false;
  }
}
