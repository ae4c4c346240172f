import type { z } from "zod";
import type { AnyOperation, McpEffect } from "../../operation/operation.ts";
import type { Services } from "../../services.ts";

/** One MCP tool: an operation, and how its arguments become the operation's input. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  effect: McpEffect;
  /** Whether it reaches out of this server. */
  openWorld: boolean;
  operation: AnyOperation;
  input: z.ZodObject;
  /** Makes the operation's input of checked arguments, once access is decided. */
  read(services: Services, args: Record<string, unknown>): unknown;
  /** Cleans up what `read` made, when the operation fails. */
  undo?(services: Services, input: unknown): Promise<void>;
}

export const annotations = (effect: McpEffect) => ({
  readOnlyHint: effect === "read",
  destructiveHint: effect === "replace" || effect === "remove",
  idempotentHint: effect !== "create",
});
