import type { CallToolResult } from "@modelcontextprotocol/server";
import type { z } from "zod";
import type { Credentials } from "../../kernel/authenticate.ts";
import type { AnyOperation, McpEffect } from "../../kernel/operation.ts";
import type { McpCaller, McpServices } from "./services.ts";

/** One MCP tool: an operation, and how to call it with the tool's arguments. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  effect: McpEffect;
  /** Whether it calls other servers. */
  openWorld: boolean;
  operation: AnyOperation;
  input: z.ZodObject;
  /** For clients, not for models. */
  meta?: Record<string, unknown>;
  /** Calls the operation. The arguments fit `input`, but are not parsed. */
  run(services: McpServices, credentials: Credentials, args: Record<string, unknown>): Promise<unknown>;
  /** The result, where it is not the whole answer. */
  result?(output: unknown, caller: McpCaller, args: Record<string, unknown>): CallToolResult;
}

/** Hints for clients. Those about changes are omitted for tools that only read. */
export const annotations = (effect: McpEffect, openWorldHint: boolean) =>
  effect === "read"
    ? { readOnlyHint: true, openWorldHint }
    : {
        readOnlyHint: false,
        destructiveHint: effect === "replace" || effect === "remove",
        idempotentHint: effect !== "create",
        openWorldHint,
      };
