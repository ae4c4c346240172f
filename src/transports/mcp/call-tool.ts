import { type CallToolResult, ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import type { Admission } from "../../kernel/admit.ts";
import type { Failure } from "../../kernel/failure.ts";
import { asFailure } from "../../kernel/invoke.ts";
import { describeIssues } from "../../kernel/issues.ts";
import type { Services } from "../../main/services-type.ts";
import { httpStatus } from "../http/failures.ts";
import { serialise } from "./serialise.ts";
import { shorten } from "./shorten.ts";
import type { Tool } from "./tool.ts";
import { toolsByName } from "./tools.ts";

/**
 * Runs a tool. Arguments that do not fit its schema are a protocol error (−32602); what the operation refuses is a result
 * with `isError`, which the agent reads.
 */
export async function callTool(
  services: Services,
  admission: Admission,
  name: string,
  args: Record<string, unknown> = {},
): Promise<CallToolResult> {
  const tool = toolsByName.get(name);
  if (!tool) throw misfit(`Unknown tool '${name.slice(0, 100)}'. tools/list tells which there are.`);
  const checked = tool.input.safeParse(args);
  if (!checked.success) throw misfit(describeIssues(checked.error.issues));
  try {
    return answer(tool, await tool.run(services, admission, args));
  } catch (error) {
    return refusal(asFailure(services, tool.operation.name, admission, error));
  }
}

const misfit = (message: string) => new ProtocolError(ProtocolErrorCode.InvalidParams, message);

function answer({ operation }: Tool, output: unknown): CallToolResult {
  const { value, json, note } = shorten(serialise(operation, output), "pageSize" in operation.input.shape);
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
