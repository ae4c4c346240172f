import { type CallToolResult, ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import type { Admission } from "../../operation/admit.ts";
import { Failure } from "../../operation/failure.ts";
import { invoke } from "../../operation/invoke.ts";
import { describeIssues } from "../../operation/issues.ts";
import type { Services } from "../../services.ts";
import { httpStatus } from "../failures.ts";
import { shorten } from "./shorten.ts";
import { toolsByName } from "./tools.ts";

/**
 * Runs a tool. Arguments that do not fit its schema are a protocol error (−32602); what the operation refuses is a result
 * with `isError`, which the agent reads.
 */
export async function callTool(
  services: Services,
  admission: Admission,
  name: string,
  args: unknown,
): Promise<CallToolResult> {
  const tool = toolsByName.get(name);
  if (!tool)
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `Unknown tool '${name.slice(0, 100)}'. tools/list tells which there are.`,
    );
  const checked = tool.input.safeParse(args ?? {});
  if (!checked.success)
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, describeIssues(checked.error.issues));
  let input: unknown;
  try {
    const output = await invoke(services, tool.operation, {
      ...admission,
      known: checked.data,
      read: async () => {
        input = await tool.read(services, checked.data);
        return input;
      },
    });
    return answer(tool.operation.output.parse(output));
  } catch (error) {
    if (input !== undefined) await tool.undo?.(services, input);
    if (error instanceof Failure) return refusal(error);
    throw error;
  }
}

function answer(output: unknown): CallToolResult {
  const { value, note } = shorten(output);
  const texts = [JSON.stringify(value), ...(note === undefined ? [] : [note])];
  return {
    content: texts.map((text) => ({ type: "text", text })),
    structuredContent: (Array.isArray(value) ? { result: value } : value) as Record<string, unknown>,
  };
}

function refusal({ code, message }: Failure): CallToolResult {
  const error = { code, message, status: httpStatus[code] };
  return { isError: true, content: [{ type: "text", text: JSON.stringify({ error }) }] };
}
