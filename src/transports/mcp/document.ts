import type { AnyOperation } from "../../kernel/operation.ts";
import { pickerTool } from "./picker-tool.ts";
import { listResourceTemplates } from "./resources.ts";
import { instructions } from "./server.ts";
import { describeTool, toolsOf } from "./tools.ts";

/** What a client with full access sees. It does not depend on settings. */
export const mcpToolsDocument = (operations: readonly AnyOperation[]): object => ({
  instructions,
  tools: toolsOf(operations).map(describeTool),
  toolsWithPages: [describeTool(pickerTool)],
  ...listResourceTemplates(),
});
