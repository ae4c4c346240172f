import type { z } from "zod";
import type { AnyOperation } from "../../kernel/operation.ts";
import { jsonSchema, readable } from "../schema/json-schema.ts";
import { annotations, type Tool } from "./tool.ts";
import { uploadTools } from "./upload-tools.ts";

/** The tools of operations, in their order. Tools that upload have their own arguments for files: see `upload-tools.ts`. */
export const toolsOf = (operations: readonly AnyOperation[]): Tool[] => operations.flatMap(toolsOfOne);

function toolsOfOne(operation: AnyOperation): Tool[] {
  if (operation.takesFiles) return uploadTools(operation);
  if (!operation.mcp) return [];
  const { tool: name, ...described } = operation.mcp;
  return [
    {
      name,
      ...described,
      openWorld: false,
      operation,
      input: operation.input,
      run: (services, credentials, args) =>
        services.invoke(operation, { ...credentials, known: args, read: () => args }),
    },
  ];
}

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

/** The shape of `structuredContent`. Clients expect an object at its root, so a list goes under `result`. */
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
