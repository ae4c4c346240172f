import { listResourceTemplates } from "./resources.ts";
import { instructions } from "./server.ts";
import { describeTool, tools } from "./tools.ts";

/** What a client with every right is shown, whatever the settings. */
export const mcpToolsDocument = (): object => ({
  instructions,
  tools: tools.map(describeTool),
  ...listResourceTemplates(),
});
