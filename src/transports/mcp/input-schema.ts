import type { z } from "zod";
import { jsonSchema, readable } from "../schema/json-schema.ts";

export type ObjectSchema = { type: "object" };

type Keywords = Readonly<Record<string, unknown>>;

/** The formats that models' strict modes accept. They refuse tools with any other. */
const knownFormats = new Set(["date-time", "email"]);

/** Arguments that their names explain, or the server's instructions. */
const toldOnce = new Set([
  "organizationId",
  "libraryId",
  "sourceLibraryId",
  "targetLibraryId",
  "assetId",
  "variantId",
  "page",
  "pageSize",
  "sort",
  "approval",
  "external_ref",
  "encryption_key",
]);

/**
 * The schema of a tool's arguments for models: types, bounds of numbers and lists, and descriptions. It is short, since
 * it costs tokens in every conversation, and uses no rare keywords, since some models refuse them. The call checks the
 * rest.
 */
export const inputSchema = (input: z.ZodType): ObjectSchema =>
  lean(readable(jsonSchema(input, "input"))) as ObjectSchema;

function lean(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  const { default: usual, description, properties, items, ...rest } = withoutNull(schema as Keywords);
  const says = [description, usualText(usual)].filter(Boolean).join(" ");
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([keyword, value]) => isForModels(keyword, value))),
    ...(says !== "" && { description: says }),
    // The description of a list says what is in it.
    ...(items !== undefined && { items: lean({ ...(items as Keywords), description: undefined }) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties as Keywords).map(([name, property]) => [
          name,
          toldOnce.has(name) ? { ...(lean(property) as object), description: undefined } : lean(property),
        ]),
      ),
    }),
  };
}

/** Null means that an argument was left out, so it is no value of its own. */
function withoutNull({ type, enum: values, ...rest }: Keywords): Keywords {
  return {
    ...(type !== undefined && { type: Array.isArray(type) ? type.find((one) => one !== "null") : type }),
    ...(Array.isArray(values) && { enum: values.filter((value) => value !== null) }),
    ...rest,
  };
}

/** A default value as text, since strict modes refuse the keyword. Empty defaults are omitted. */
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
    case "pattern":
      return false;
    // Models ask for one page, and send lists with something in them.
    case "minimum":
    case "minItems":
      return (value as number) > 1;
    // More than models send.
    case "maxItems":
      return (value as number) <= 100;
    case "additionalProperties":
      return value === false;
    case "format":
      return knownFormats.has(value as string);
    // Such bounds only keep numbers in range, or shares of something.
    case "exclusiveMinimum":
      return (value as number) > 0;
    case "maximum":
      return (value as number) > 1 && (value as number) < 1_000_000;
    default:
      return true;
  }
}
