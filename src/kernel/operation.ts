import type { z } from "zod";
import type { Scope } from "../features/identity/keys/key.ts";
import type { Services } from "../main/services-type.ts";
import type {
  AnonymousCaller,
  KeyCaller,
  Level,
  MemberCaller,
  OperatorCaller,
  OrganizationOperator,
  SessionCaller,
} from "./caller.ts";
import type { FailureCode } from "./failure.ts";
import type { Role } from "./role.ts";

/**
 * Who may call: checked by `invoke`, in the order of the contract, before the input is even read. Wherever a key may, a
 * member of the organization may too: whoever views reads, whoever edits writes; `role` asks for more.
 */
export type Access =
  | { kind: "anonymous" }
  /** Any live key; the operation names no organization. */
  | { kind: "key" }
  /** A live key of `input.organizationId`; "write" asks for write on at least one of its libraries. */
  | { kind: "organization"; level: Level; role?: Role }
  /** Also this level on every library that these input fields name (a slug, or a list of slugs). */
  | { kind: "library"; level: Level; fields: readonly string[]; role?: Role }
  /** Any live key that carries this scope; it acts on its own organization. */
  | { kind: "scope"; scope: Scope }
  /** Anybody who is signed in; the operation is about their account. */
  | { kind: "account" }
  /** A member of `input.organizationId` in this role, and commands on the server itself. */
  | { kind: "role"; role: Role }
  /** Commands on the server itself. */
  | { kind: "operator" };

type CallerFor<A extends Access> = A extends { kind: "anonymous" }
  ? AnonymousCaller
  : A extends { kind: "operator" }
    ? OperatorCaller
    : A extends { kind: "account" }
      ? SessionCaller
      : A extends { kind: "role" }
        ? MemberCaller | OrganizationOperator
        : A extends { kind: "key" }
          ? KeyCaller
          : KeyCaller | MemberCaller;

/** Where REST puts it. Path parameters are input fields; the others come from the query (GET) or the JSON body. */
export interface RestRoute {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With `:field` parameters. */
  path: `/${string}`;
  /** 200 when not given. */
  status?: 201;
  /** The body is not JSON and a hand-written route reads it: `upload` is `multipart/form-data`. */
  body?: "upload";
}

/** Where the memory API puts it. Header fields stand beside path, query and body. */
export interface MemoryRoute {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: `/${string}`;
  /** 200 when not given. */
  status?: 201;
  /** JSON when not given; `ndjson` streams what `run` answers, an async iterable, a line each. */
  answer?: "ndjson";
  /** Input fields that travel as headers. */
  headers?: Readonly<Record<string, string>>;
}

/** What calling it does, as MCP clients weigh it before they ask their person. */
export type McpEffect = "read" | "create" | "update" | "replace" | "remove";

/** Its MCP tool. Arguments are the input's fields. */
export interface McpTool {
  tool: string;
  title: string;
  /** When to choose it and what comes back: what an agent reads. */
  description: string;
  effect: McpEffect;
}

export interface Operation<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
  A extends Access = Access,
> {
  name: string;
  /** The heading over it in documents. */
  noun:
    | "Account"
    | "Organizations"
    | "Members"
    | "Keys"
    | "Claims"
    | "Libraries"
    | "Assets"
    | "Tags"
    | "Search"
    | "Tenants"
    | "Users"
    | "Conversations"
    | "Memory"
    | "Facts"
    | "Webhooks"
    | "Operator";
  /** One line in the imperative. */
  summary: string;
  /** What a caller should know beyond the summary; Markdown. */
  description?: string;
  access: A;
  input: Input;
  /** The answer's shape. Every transport shapes its answer by this, so that nothing undeclared leaves the server. */
  output: Output;
  /** Failures of its own, beyond those that its access and its input imply. */
  fails?: readonly FailureCode[];
  rest?: RestRoute;
  memory?: MemoryRoute;
  mcp?: McpTool;
  /** What the audit log keeps of a call that succeeded; without it, calls are not written down. Never what people said, nor ids of what may be erased. */
  audit?(input: z.output<Input>, output: z.input<Output>): object;
  run(services: Services, input: z.output<Input>, caller: CallerFor<A>): Promise<z.input<Output>>;
}

/** An operation as the registry and the transports see it, whatever its types. */
export type AnyOperation = Operation<any, z.ZodType, any>;

/** Infers the types of one operation; adds nothing at run time. */
export function defineOperation<Input extends z.ZodObject, Output extends z.ZodType, const A extends Access>(
  operation: Operation<Input, Output, A>,
): Operation<Input, Output, A> {
  return operation;
}
