/** A JSON Schema as OpenAPI 3.1 takes it: an object, never `true` or `false`. */
export interface JsonSchema {
  [keyword: string]: unknown;
  type?: string | string[];
  description?: string;
  examples?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
}

/** An object of which every property is there. */
export function objectOf(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: "object", properties, required: Object.keys(properties) };
}

/** Lets go of what only machines of our own need: bounds of the number type, patterns beside a format that says the same. */
export function readable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(readable);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([keyword, value]) => !isNoise(keyword, value, schema));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, readable(value)]));
}

function isNoise(keyword: string, value: unknown, schema: object): boolean {
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
