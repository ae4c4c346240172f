import type { z } from "zod";
import type { Access, CallerFor } from "./access.ts";
import type { FailureCode } from "./failure.ts";
import type { SpentLimit } from "./rate-limits.ts";

/** The REST route. Path parameters are input fields; other fields come from the query (GET) or the JSON body. */
export interface RestRoute {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `:field` parameters. */
  path: `/${string}`;
  /** Default: 200. */
  status?: 201;
  /** Text fields of an operation with `takesFiles` that come in the query, since its body has the files. */
  query?: readonly string[];
}

/** The memory API route. Input fields come from the path, the query, the body or headers. */
export interface MemoryRoute {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: `/${string}`;
  /** Default: 200. */
  status?: 201;
  /** Input fields that are sent as headers. */
  headers?: Readonly<Record<string, string>>;
  /** A list of the input that a body of NDJSON may have, one item a line. The other fields are then in the query. */
  lines?: string;
}

/** What the tool does to data. MCP clients use it to decide whether to ask their user first. */
export type McpEffect = "read" | "create" | "update" | "replace" | "remove";

/** The MCP tool. Its arguments are the input fields. */
export interface McpTool {
  tool: string;
  title: string;
  /** For agents: when to call the tool and what it returns. */
  description: string;
  effect: McpEffect;
}

export interface Limit {
  bucket: string;
  max: number;
  windowSeconds: number;
  /** Callers hear what is left of it, by this name. Default: they do not. */
  shownAs?: SpentLimit["name"];
}

/**
 * Runs `work` after the commit, such as sending a mail, since a transaction must not wait for the network. `work` may
 * return another answer.
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
  /** The heading of the operation in documents. */
  noun:
    | "Account"
    | "Apps"
    | "Organizations"
    | "Members"
    | "Keys"
    | "Claims"
    | "Libraries"
    | "Assets"
    | "Tags"
    | "Sharing"
    | "Search"
    | "Tenants"
    | "Users"
    | "Conversations"
    | "Memory"
    | "Facts"
    | "Entities"
    | "Webhooks"
    | "Operator";
  /** One line in the imperative. */
  summary: string;
  /** Markdown. What callers need to know beyond the summary. */
  description?: string;
  access: A;
  input: Input;
  /** The answer's schema. Transports serialize by it, so no undeclared field leaves the server. */
  output: Output;
  /** Failures beyond those that access and input imply. */
  fails?: readonly FailureCode[];
  /** The input's `files` are uploads. Transports stage their bytes before the operation runs. */
  takesFiles?: true;
  /** Whether it changes nothing, where its access says otherwise. See `onlyReads`. */
  reads?: boolean;
  /** Whether its answer may be a moment old, so that it can come from a replica of the database. What its caller wrote is in it. */
  mayLag?: true;
  /**
   * It takes much of the server, so a busy one refuses it before lists and links. Of those that take turns, such as
   * searches, a dozen run at a time, so that light calls find a database connection.
   */
  heavy?: "takes turns" | "at once";
  /** `run` returns an async iterable, which transports send as NDJSON. */
  streams?: true;
  /** A success may change what the organization's keys may do, so every node drops them from its cache. */
  changesKeys?: true;
  rest?: RestRoute;
  memory?: MemoryRoute;
  mcp?: McpTool;
  /** Extra rate limits, counted once per call before `run`. */
  limits?(
    input: z.output<Input>,
    caller: CallerFor<A>,
    services: Services,
  ): readonly Limit[] | Promise<readonly Limit[]>;
  /**
   * What the audit log keeps of a call that succeeded: ids and settings, never what people said, nor ids of what may be
   * erased. With it, `invoke` runs `run` and writes the entry in one transaction. `services.database` is that
   * transaction, and `database.transaction` in `run` joins it. Without it, calls are not logged.
   */
  audit?(input: z.output<Input>, output: z.input<Output>): object;
  run(
    services: Services,
    input: z.output<Input>,
    caller: CallerFor<A>,
    afterCommit: AfterCommit<Services, z.input<Output>>,
  ): Promise<z.input<Output>>;
}

// Only `any` fits both the parameters and the results of every `run`. The registry keeps the exact types of its
// operations, and schemas parse all input.
// biome-ignore lint/suspicious/noExplicitAny: see above
type AnyType = any;

/** An operation with this input and output, and any access and services. */
export type OperationOf<Input extends z.ZodObject, Output extends z.ZodType> = Operation<
  string,
  Input,
  Output,
  AnyType,
  AnyType
>;

/** An operation as the registry and the transports see it. */
export type AnyOperation = OperationOf<AnyType, z.ZodType>;

/** Whether an operation changes nothing, not even the audit log. */
export const onlyReads = ({ access, audit, reads }: AnyOperation): boolean =>
  !audit &&
  (reads ??
    (access.level === "read" ||
      access.kind === "key" ||
      (access.kind === "scope" && access.scope.endsWith(":read")) ||
      (access.kind === "role" && access.role === "viewer")));

/**
 * Makes a feature's `defineOperation`, for operations that get `Services`. It infers an operation's types, and whether
 * its calls are audited. It adds nothing at run time.
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

/** Records in an operation's type that it has `audit`. */
type Audited<Given> = "audit" extends keyof Given ? { audit: object } : unknown;
