import type { z } from "zod";
import { jsonSchema, readable } from "../schema/json-schema.ts";

export type ObjectSchema = { type: "object" };

type Keywords = Readonly<Record<string, unknown>>;

/** Formats that strict modes of models know. They refuse a tool with any other. */
const knownFormats = new Set(["date-time", "email"]);

/**
 * The arguments of a tool as models read them: the types, bounds of numbers and lists, and what each is for. Models pay
 * for every character in every conversation, and some refuse rare keywords. What is left out here is checked when the
 * tool is called, and answered with a sentence.
 */
export const inputSchema = (input: z.ZodType): ObjectSchema =>
  lean(readable(jsonSchema(input, "input"))) as ObjectSchema;

function lean(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  const { default: usual, description, properties, items, ...rest } = schema as Keywords;
  const says = [description, usualText(usual)].filter(Boolean).join(" ");
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([keyword, value]) => isForModels(keyword, value))),
    ...(says !== "" && { description: says }),
    ...(items !== undefined && { items: lean(items) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties as Keywords).map(([name, property]) => [name, lean(property)]),
      ),
    }),
  };
}

/** A default value as words: strict modes refuse the keyword. Empty ones say nothing. */
function usualText(usual: unknown): string | undefined {
  if (typeof usual === "number" || typeof usual === "boolean") return `Default ${usual}.`;
  return typeof usual === "string" && usual !== "" ? `Default '${usual}'.` : undefined;
}

function isForModels(keyword: string, value: unknown): boolean {
  switch (keyword) {
    case "examples":
    case "minLength":
    case "maxLength":
    case "propertyNames":
    case "contentEncoding":
      return false;
    case "additionalProperties":
      return value === false;
    case "format":
      return knownFormats.has(value as string);
    default:
      return true;
  }
}
