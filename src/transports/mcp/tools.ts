import type { AnyOperation } from "../../kernel/operation.ts";
import type { ApiVersion } from "../versions/version.ts";
import { newestVersion } from "../versions/versions.ts";
import { inputSchema } from "./input-schema.ts";
import { annotations, type Tool } from "./tool.ts";
import { uploadTools } from "./upload-tools.ts";

/**
 * The tools of operations, in their order. Tools that upload have their own arguments for files: see `upload-tools.ts`.
 */
export const toolsOf = (operations: readonly AnyOperation[], version: ApiVersion = newestVersion): Tool[] =>
  operations.flatMap((operation) => toolsOfOne(operation, version));

function toolsOfOne(operation: AnyOperation, version: ApiVersion): Tool[] {
  if (operation.takesFiles) return uploadTools(operation);
  if (!operation.mcp) return [];
  const { tool: name, ...described } = operation.mcp;
  return [
    {
      name,
      ...described,
      openWorld: false,
      operation,
      input: version.of(operation).input,
      run: (services, credentials, args) =>
        services.invoke(operation, { ...credentials, known: args, read: () => args }),
    },
  ];
}

/** A tool in `tools/list`. It has no output schema, which is optional and would triple the list. */
export const describeTool = ({ name, title, description, effect, openWorld, input, meta }: Tool) => ({
  name,
  title,
  description,
  inputSchema: inputSchema(input),
  annotations: annotations(effect, openWorld),
  ...(meta && { _meta: meta }),
});
