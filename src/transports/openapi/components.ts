import type { z } from "zod";
import { type JsonSchema, jsonSchema, readable } from "../schema/json-schema.ts";

type Section = "schemas" | "responses" | "headers" | "parameters" | "securitySchemes";

export interface Components {
  /** Keeps a part under a name, once, and answers the reference to it. Throws when two parts want the same name. */
  keep(section: Section, name: string, part: object): { $ref: string };
  /** A zod schema as JSON Schema; what has a name of its own becomes a component. */
  schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema;
  /** What was kept, in alphabetical order: the document's `components`. */
  kept(): Record<string, Record<string, object>>;
}

/** Collects the parts of one document that have a name. */
export function openComponents(): Components {
  const sections = new Map<Section, Map<string, object>>();

  function keep(section: Section, name: string, part: object): { $ref: string } {
    const parts = sections.get(section) ?? new Map<string, object>();
    sections.set(section, parts);
    const before = parts.get(name);
    if (before && JSON.stringify(before) !== JSON.stringify(part)) {
      throw new Error(`Two different ${section} want the name ${name}`);
    }
    parts.set(name, part);
    return { $ref: `#/components/${section}/${name}` };
  }

  function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const { $defs = {}, ...root } = jsonSchema(schema, io);
    const { id, ...unnamed } = inDocument(root, io) as JsonSchema & { id?: string };
    for (const [name, definition] of Object.entries($defs)) {
      const { id: _, ...named } = inDocument(definition, io) as JsonSchema;
      keep("schemas", name, named);
    }
    return id === undefined ? unnamed : keep("schemas", id, unnamed);
  }

  const kept = () =>
    sorted(sections, (parts) => sorted(parts, (part) => part)) as Record<string, Record<string, object>>;

  return { keep, schemaOf, kept };
}

function inDocument(schema: unknown, io: "input" | "output"): unknown {
  const text = JSON.stringify(readable(schema)).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(text, (keyword, value) =>
    // An answer may gain fields: clients that refuse unknown ones would break.
    io === "output" && keyword === "additionalProperties" && value === false ? undefined : value,
  );
}

function sorted<T, U>(parts: Map<string, T>, value: (part: T) => U): Record<string, U> {
  const entries = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, value(part)]));
}
