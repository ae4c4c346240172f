import type { z } from "zod";
import type { Access, CallerFor } from "./access.ts";
import type { FailureCode } from "./failure.ts";

/** Where REST puts it. Path parameters are input fields; the others come from the query (GET) or the JSON body. */
export interface RestRoute {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With `:field` parameters. */
  path: `/${string}`;
  /** 200 when not given. */
  status?: 201;
}

/** Where the memory API puts it. Header fields stand beside path, query and body. */
export interface MemoryRoute {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: `/${string}`;
  /** 200 when not given. */
  status?: 201;
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

/** How often a bucket may be used. */
export interface Limit {
  bucket: string;
  max: number;
  windowSeconds: number;
}

/**
 * Adds work for after the commit, such as sending a mail: no network belongs in a transaction. `work` may change the
 * answer by returning another.
 */
export type AfterCommit<Services, Answer> = (
  work: (services: Services, answer: Answer) => Promise<Answer>,
) => void;

export interface Operation<
  Name extends string = string,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
  A extends Access = Access,
  Services = never,
> {
  name: Name;
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
  /** The input's `files` are uploads: transports stage their bytes before the operation runs. */
  takesFiles?: true;
  /** `run` answers an async iterable, which transports send a line at a time (NDJSON). */
  streams?: true;
  /** A success changes what keys of the organization may do: every node forgets what it knows of them. */
  changesKeys?: true;
  rest?: RestRoute;
  memory?: MemoryRoute;
  mcp?: McpTool;
  /** Rate limits of its own, spent once before it runs. */
  limits?(
    input: z.output<Input>,
    caller: CallerFor<A>,
    services: Services,
  ): readonly Limit[] | Promise<readonly Limit[]>;
  /**
   * What the audit log keeps of a call that succeeded: ids and settings, never what people said, nor ids of what may be
   * erased. With it, `invoke` runs `run` and writes the entry in one transaction. `services.database` is that transaction,
   * and `database.transaction` in `run` joins it. Without it, calls are not logged.
   */
  audit?(input: z.output<Input>, output: z.input<Output>): object;
  run(
    services: Services,
    input: z.output<Input>,
    caller: CallerFor<A>,
    afterCommit: AfterCommit<Services, z.input<Output>>,
  ): Promise<z.input<Output>>;
}

// `run` takes and returns what these stand for, so no other type stands for all of them. The registry's own list keeps
// the types of every operation, and each schema parses what comes from outside.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Whatever = any;

/** An operation with this input and output, whatever its access and its services. */
export type OperationOf<Input extends z.ZodObject, Output extends z.ZodType> = Operation<
  string,
  Input,
  Output,
  Whatever,
  Whatever
>;

/** An operation as the registry and the transports see it. */
export type AnyOperation = OperationOf<Whatever, z.ZodType>;

/**
 * `defineOperation` of a feature, whose operations are handed `Services`. It infers the types of one operation, and
 * whether its calls are audited, and adds nothing at run time.
 */
export const operationsOver =
  <Services>() =>
  <
    const Name extends string,
    Input extends z.ZodObject,
    Output extends z.ZodType,
    const A extends Access,
    Given,
  >(
    operation: Operation<Name, Input, Output, A, Services> & Given,
  ): Operation<Name, Input, Output, A, Services> & Audited<Given> =>
    operation as Operation<Name, Input, Output, A, Services> & Audited<Given>;

/** Carries into the registry's types that an operation has `audit`. */
type Audited<Given> = "audit" extends keyof Given ? { audit: object } : unknown;
