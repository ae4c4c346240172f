import { type CallToolResult, ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import { type Failure, fail } from "../../kernel/failure.ts";
import { asFailure } from "../../kernel/fault.ts";
import { describeIssues } from "../../kernel/issues.ts";
import { httpStatus } from "../http/failures.ts";
import type { ApiVersion } from "../versions/version.ts";
import { serialise } from "./serialise.ts";
import type { McpCaller, McpServices } from "./services.ts";
import { shorten } from "./shorten.ts";
import type { Tool } from "./tool.ts";

/**
 * Runs a tool. Failures, invalid arguments among them, are results with `isError`, so that the model can read them and
 * react. Only an unknown tool is a protocol error (-32602).
 */
export async function callTool(
  services: McpServices,
  tools: ReadonlyMap<string, Tool>,
  caller: McpCaller,
  name: string,
  given: Record<string, unknown> = {},
): Promise<CallToolResult> {
  const { credentials, version } = caller;
  const tool = tools.get(name);
  if (!tool)
    throw invalidParams(`Unknown tool '${name.slice(0, 100)}'. Call tools/list for the available tools.`);
  const args = withoutNulls(given);
  const checked = tool.input.safeParse(args);
  if (!checked.success) return refusal(fail.input(describeIssues(checked.error.issues)));
  try {
    const output = await tool.run(services, credentials, args);
    return tool.result?.(output, caller, args) ?? answer(tool, version, output);
  } catch (error) {
    return refusal(
      asFailure(services.log, { operation: tool.operation.name, requestId: credentials.requestId }, error),
    );
  }
}

const invalidParams = (message: string) => new ProtocolError(ProtocolErrorCode.InvalidParams, message);

/** In strict modes, models send null for omitted arguments. */
const withoutNulls = (args: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));

function answer({ operation }: Tool, version: ApiVersion, output: unknown): CallToolResult {
  const { value, json, note } = shorten(
    serialise(version, operation, output),
    "pageSize" in operation.input.shape,
  );
  const texts = note === undefined ? [json] : [json, note];
  return {
    content: texts.map((text) => ({ type: "text", text })),
    structuredContent: (Array.isArray(value) ? { result: value } : value) as Record<string, unknown>,
  };
}

function refusal({ code, message }: Failure): CallToolResult {
  const error = { code, message, status: httpStatus[code] };
  return { isError: true, content: [{ type: "text", text: JSON.stringify({ error }) }] };
}
