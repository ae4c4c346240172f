import type { AnyOperation } from "../../kernel/operation.ts";
import { listResourceTemplates } from "./resources.ts";
import { instructions } from "./server.ts";
import { describeTool, toolsOf } from "./tools.ts";

/** Everything that a client with full access is shown. It does not depend on settings. */
export const mcpToolsDocument = (operations: readonly AnyOperation[]): object => ({
  instructions,
  tools: toolsOf(operations).map(describeTool),
  ...listResourceTemplates(),
});
