import { expect, test } from "vitest";
import { operations } from "../src/main/registry.ts";
import { readConfig } from "../src/platform/config.ts";
import { mcpToolsDocument } from "../src/transports/mcp/document.ts";
import { openApiDocument } from "../src/transports/openapi/document.ts";

type Tool = { name: string; inputSchema: object };
const { tools } = mcpToolsDocument(operations) as { tools: Tool[] };
const openApi = openApiDocument(readConfig({}), operations) as { components: { schemas: object } };

/** Every object and array in a document, with its path. */
function* within(value: unknown, path = "#"): Generator<[path: string, value: Record<string, unknown>]> {
  if (typeof value !== "object" || value === null) return;
  yield [path, value as Record<string, unknown>];
  for (const [key, part] of Object.entries(value)) yield* within(part, `${path}/${key}`);
}

const references = (value: unknown): string[] =>
  [...within(value)].flatMap(([, { $ref }]) => (typeof $ref === "string" ? [$ref] : []));

test.each(tools)("the argument schema of $name is a tree that every model accepts", ({ inputSchema }) => {
  for (const [path, schema] of within(inputSchema)) {
    for (const keyword of ["$ref", "$defs", "oneOf", "anyOf", "allOf", "not", "propertyNames", "default"]) {
      expect(Object.hasOwn(schema, keyword) && !path.endsWith("/properties"), `${path}/${keyword}`).toBe(
        false,
      );
    }
    if (path.endsWith("/properties")) continue;
    // Gemini accepts neither type arrays nor tuples.
    if ("type" in schema) expect(typeof schema.type, path).toBe("string");
    if (schema.type === "array") expect(schema.items, path).toMatchObject({ type: expect.any(String) });
    if ("format" in schema) expect(["date-time", "email"], path).toContain(schema.format);
    if ("additionalProperties" in schema) expect(schema.additionalProperties, path).toBe(false);
  }
});

test("no schema of the OpenAPI document is recursive, and none has a generated name", () => {
  const schemas = openApi.components.schemas as Record<string, object>;
  const named = (reference: string) => reference.replace("#/components/schemas/", "");
  const visit = (name: string, above: readonly string[]): void => {
    expect(above, `${[...above, name].join(" → ")}`).not.toContain(name);
    for (const reference of references(schemas[name])) visit(named(reference), [...above, name]);
  };
  for (const name of Object.keys(schemas)) {
    expect(name).toMatch(/^[A-Z]\w+$/);
    visit(name, []);
  }
});

test("every union in the OpenAPI document can be expressed by code generators", () => {
  for (const [path, part] of within(openApi)) {
    for (const keyword of ["oneOf", "anyOf"]) expect(Object.hasOwn(part, keyword), path).toBe(false);
  }
});
