import { invoke } from "../../operation/invoke.ts";
import { operations } from "../../operations.ts";
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

/** A tool as `tools/list` shows it. Schemas have a plain object at their root: a list stands under `result`. */
export function describeTool(tool: Tool) {
  const output = jsonSchema(tool.operation.output, "output");
  const { $defs, ...root } = output;
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: jsonSchema(tool.input, "input") as { type: "object" },
    outputSchema: (output.type === "object"
      ? output
      : {
          type: "object",
          properties: { result: root },
          required: ["result"],
          additionalProperties: false,
          $defs,
        }) as {
      type: "object";
    },
    annotations: { title: tool.title, ...annotations(tool.effect), openWorldHint: tool.openWorld },
  };
}
