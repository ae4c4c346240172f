import type { z } from "zod";
import { type JsonSchema, jsonSchema, readable } from "../schema/json-schema.ts";

type Section = "schemas" | "responses" | "headers" | "parameters" | "securitySchemes";

export interface Components {
  /** Adds a part under a name and returns the reference to it. Throws when a different part has the name. */
  add(section: Section, name: string, part: object): { $ref: string };
  /** A zod schema as JSON Schema. Schemas that have a name become components. */
  schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema;
  /** The document's `components`, sorted by name. */
  all(): Record<string, Record<string, object>>;
}

/** Collects the named parts of one document. */
export function openComponents(): Components {
  const sections = new Map<Section, Map<string, object>>();

  function add(section: Section, name: string, part: object): { $ref: string } {
    const parts = sections.get(section) ?? new Map<string, object>();
    sections.set(section, parts);
    const before = parts.get(name);
    if (before && JSON.stringify(before) !== JSON.stringify(part)) {
      throw new Error(`Two different ${section} are named ${name}`);
    }
    parts.set(name, part);
    return { $ref: `#/components/${section}/${name}` };
  }

  function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const { $defs = {}, ...root } = jsonSchema(schema, io);
    const { id, ...unnamed } = inDocument(root, io) as JsonSchema & { id?: string };
    for (const [name, definition] of Object.entries($defs)) {
      const { id: _, ...named } = inDocument(definition, io) as JsonSchema;
      add("schemas", name, named);
    }
    return id === undefined ? unnamed : add("schemas", id, unnamed);
  }

  const all = () =>
    sorted(sections, (parts) => sorted(parts, (part) => part)) as Record<string, Record<string, object>>;

  return { add, schemaOf, all };
}

function inDocument(schema: unknown, io: "input" | "output"): unknown {
  const text = JSON.stringify(readable(schema)).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(text, (keyword, value) =>
    // Answers may gain fields, so clients must not refuse unknown ones.
    io === "output" && keyword === "additionalProperties" && value === false ? undefined : value,
  );
}

function sorted<T, U>(parts: Map<string, T>, value: (part: T) => U): Record<string, U> {
  const entries = [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, value(part)]));
}
