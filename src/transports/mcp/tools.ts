import type { z } from "zod";
import { invoke } from "../../kernel/invoke.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { operations } from "../../main/registry.ts";
import { readable } from "../openapi/json-schema.ts";
import { jsonSchema } from "../rest/answer-schema.ts";
import { annotations, type Tool } from "./tool.ts";
import { uploadTools } from "./upload-tools.ts";

/** Every tool, in the registry's order. Uploads bring their files in arguments of their own, so theirs are written by hand. */
export const tools: readonly Tool[] = operations.flatMap((operation): Tool[] => {
  if (operation.rest?.body === "upload") return uploadTools(operation);
  if (!operation.mcp) return [];
  const { tool: name, ...described } = operation.mcp;
  return [
    {
      name,
      ...described,
      openWorld: false,
      operation,
      input: operation.input,
      run: (services, admission, args) =>
        invoke(services, operation, { ...admission, known: args, read: () => args }),
    },
  ];
});

export const toolsByName: ReadonlyMap<string, Tool> = new Map(tools.map((tool) => [tool.name, tool]));

/** A tool as `tools/list` shows it. */
export function describeTool({ name, title, description, effect, openWorld, input, operation }: Tool) {
  return {
    name,
    title,
    description,
    inputSchema: readable(jsonSchema(input, "input")) as ObjectSchema,
    outputSchema: structuredSchema(operation),
    annotations: { title, ...annotations(effect), openWorldHint: openWorld },
  };
}

type ObjectSchema = { type: "object" };

/** The shape of `structuredContent`. At its root stands a plain object, as clients expect: a list stands under `result`. */
function structuredSchema({ output }: AnyOperation): ObjectSchema {
  const { $defs = {}, ...written } = readable(jsonSchema(output, "output")) as z.core.JSONSchema.JSONSchema;
  const root = $defs[written.$ref?.replace("#/$defs/", "") ?? ""] ?? written;
  if (root.type === "object") return { ...root, $defs } as ObjectSchema;
  const properties = { result: root };
  return {
    type: "object",
    properties,
    required: ["result"],
    additionalProperties: false,
    $defs,
  } as ObjectSchema;
}
