import pLimit from "p-limit";
import type { z } from "zod";
import { type Database, within } from "../platform/database/database.ts";
import type { Queryable } from "../platform/database/queryable.ts";
import type { Replica } from "../platform/database/replica.ts";
import type { Load } from "../platform/load.ts";
import type { Span } from "../platform/tracing.ts";
import { checkLibraries } from "./access.ts";
import type { Authenticate, Credentials } from "./authenticate.ts";
import { type CallLog, logCall } from "./call-log.ts";
import type { Caller } from "./caller.ts";
import { fail } from "./failure.ts";
import { asFailure, type FaultLog } from "./fault.ts";
import { describeIssues, mistakesOf } from "./issues.ts";
import type { Attempt, Once } from "./once/once.ts";
import { type AnyOperation, type OperationOf, onlyReads } from "./operation.ts";
import type { RateLimits } from "./rate-limits.ts";
import { readBy } from "./read-by.ts";
import { writersOf } from "./read-your-writes.ts";

export interface Call extends Credentials {
  /** Input fields known before the body is read (path parameters). Access to what they name is checked first. */
  known: Readonly<Record<string, unknown>>;
  /** The caller's key for this call: sent again, the call is answered as before instead of run. Only a key's calls have one. */
  idempotencyKey?: string;
  /** Called when the answer is that of an earlier call. */
  onReplay?(): void;
  /** Reads the whole input, `known` included. Called after the access check, so a refused call's body is never read. */
  read(caller: Caller): unknown;
}

/** A successful call of an operation that the audit log keeps. */
export interface AuditedCall {
  caller: Caller;
  /** Its row id, or a current or former slug. */
  organization: number | string;
  operation: string;
  details: object;
}

/** What `invoke` needs. Features supply the functions from `authenticate` on. */
export interface Kernel extends CallLog {
  log: CallLog["log"] & FaultLog;
  database: Database;
  replica: Replica | undefined;
  rateLimits: RateLimits;
  load: Load;
  authenticate: Authenticate;
  /** Adds a call to the audit log, in the transaction of the call. */
  recordAudit(tx: Queryable, call: AuditedCall): Promise<void>;
  once: Once;
  countUsage(caller: Caller): void;
  /** Drops an organization's keys from this process's cache. Postgres notifies the other processes. */
  forgetKeys(organization: number | string): void;
  /** Forgets, in this process, where links to files of an organization lead. Any audited call may have changed it. */
  forgetLinks(organization: number | string): void;
}

/** Runs one call of an operation. Throws nothing but `Failure`. */
export type Invoke = <Input extends z.ZodObject, Output extends z.ZodType>(
  operation: OperationOf<Input, Output>,
  call: Call,
) => Promise<z.input<Output>>;

// If the input takes longer to arrive, access is checked again.
const admittedMs = 1_000;
// Half of the database connections.
const turnsAtOnce = 12;

/**
 * The only way to run an operation: load → caller → access → rate → usage → read → parse → once → limits → run and audit → one
 * log line. Bugs are logged in full, and the caller gets the request id.
 */
export function invoker<Services extends { database: Database }>(kernel: Kernel, services: Services): Invoke {
  const turns = pLimit(turnsAtOnce);
  const invoke: Invoke = async (operation, call) => {
    const startedAt = kernel.clock.elapsedMs();
    let caller: Caller | undefined;
    try {
      admit(kernel.load, operation);
      caller = await kernel.authenticate(operation.access, call, call.known);
      await kernel.rateLimits.spend(caller, call.noteLimit);
      kernel.countUsage(caller);
      const raw = await call.read(caller);
      // A body may take hours to arrive, and its sender may have lost access meanwhile.
      if (kernel.clock.elapsedMs() - startedAt > admittedMs) {
        caller = await kernel.authenticate(operation.access, call, call.known, { recheckSession: true });
      }
      checkLibraries(operation.access, caller, raw);
      const input = parse(operation, raw);
      const inTurn: InTurn = (work) => (operation.heavy === "takes turns" ? turns(work) : work());
      const output = await runOnce(kernel, services, { operation, call, input, caller }, inTurn);
      logCall(kernel, operation, call, caller, startedAt, "OK");
      return output;
    } catch (error) {
      const failure = asFailure(kernel.log, { operation: operation.name, requestId: call.requestId }, error);
      logCall(kernel, operation, call, caller, startedAt, failure.code);
      throw failure;
    } finally {
      if (operation.heavy) kernel.load.end("heavy");
    }
  };
  return (operation, call) => kernel.tracing.run(spanOf(operation, call), () => invoke(operation, call));
}

const spanOf = ({ name }: AnyOperation, { transport, requestId, traceparent }: Call): Span => ({
  name,
  kind: "call",
  traceparent,
  attributes: { "rookery.transport": transport, "rookery.request_id": requestId },
});

/** Counts a heavy operation, and refuses it and uploads while the server is too busy. */
function admit(load: Load, { heavy, takesFiles }: AnyOperation): void {
  if (heavy) load.begin("heavy");
  if ((heavy || takesFiles) && load.refuses("heavy")) throw fail.overloaded();
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

interface ParsedCall<Input extends z.ZodObject, Output extends z.ZodType> {
  operation: OperationOf<Input, Output>;
  call: Call;
  input: z.output<Input>;
  caller: Caller;
}

/** Runs the operation. With an idempotency key, returns the stored answer of the same call instead. */
async function runOnce<Input extends z.ZodObject, Output extends z.ZodType>(
  kernel: Kernel,
  services: { database: Database },
  parsed: ParsedCall<Input, Output>,
  inTurn: InTurn,
): Promise<z.input<Output>> {
  const { operation, call, input, caller } = parsed;
  const { idempotencyKey } = call;
  const begun =
    idempotencyKey === undefined
      ? undefined
      : await kernel.once.begin(caller, operation.name, input, idempotencyKey);
  if (begun && "answer" in begun) {
    call.onReplay?.();
    // The first call may have failed to remember its write.
    if (!onlyReads(operation)) await kernel.replica?.wrote(writersOf(caller, operation, begun.answer));
    return begun.answer as z.input<Output>;
  }
  try {
    const limits = (await operation.limits?.(input, caller, services)) ?? [];
    for (const { bucket, max, windowSeconds, shownAs } of limits) {
      const shown = shownAs && { name: shownAs, note: call.noteLimit };
      await kernel.rateLimits.spendFrom(bucket, max, windowSeconds, shown);
    }
    return await inTurn(() => run(kernel, services, parsed, begun));
  } catch (error) {
    // If the database is gone, the key is free again after a few minutes.
    await begun?.release().catch(() => {});
    throw error;
  }
}

function parse<Input extends z.ZodObject>(
  operation: OperationOf<Input, z.ZodType>,
  raw: unknown,
): z.output<Input> {
  const input = operation.input.safeParse(raw);
  if (input.success) return input.data;
  throw fail.input(describeIssues(input.error.issues), mistakesOf(input.error.issues));
}

/**
 * Runs the operation. With `audit`, this is the transaction: the operation's changes and the audit entry commit
 * together.
 */
async function run<Input extends z.ZodObject, Output extends z.ZodType>(
  kernel: Kernel,
  services: { database: Database },
  { operation, input, caller }: ParsedCall<Input, Output>,
  begun: Attempt | undefined,
): Promise<z.input<Output>> {
  type Answer = z.input<Output>;
  let later: ((services: object, answer: Answer) => Promise<Answer>)[] = [];
  const attempt = (database: Database) => {
    later = []; // a transaction may be retried
    return operation.run({ ...services, database }, input, caller, (work: (typeof later)[number]) =>
      later.push(work),
    );
  };
  const { audit, changesKeys } = operation;
  let organization: number | string | undefined;
  let answer: Answer = audit
    ? await kernel.database.transaction(async (tx) => {
        const done = await attempt(within(tx, services.database));
        const details = audit(input, done);
        organization = organizationOf(operation, caller, input, { ...(done as object), ...details });
        await kernel.recordAudit(tx, { caller, organization, operation: operation.name, details });
        await begun?.store(tx, done);
        return done;
      })
    : onlyReads(operation)
      ? await readBy(kernel.replica, operation, caller, services.database, attempt)
      : await attempt(services.database);
  if (organization !== undefined) kernel.forgetLinks(organization);
  if (changesKeys) kernel.forgetKeys(organizationOf(operation, caller, input, answer as object));
  if (!audit) await begun?.store(services.database, answer);
  for (const work of later) answer = await work(services, answer);
  if (!onlyReads(operation)) await kernel.replica?.wrote(writersOf(caller, operation, answer));
  return answer;
}

/** The organization of a call: the caller's, else the one that the input or the answer names. */
function organizationOf(
  { name }: AnyOperation,
  caller: Caller,
  input: object,
  answer: object,
): number | string {
  if ("organization" in caller) return caller.organization.id;
  const { organizationId } = { ...input, ...answer } as { organizationId?: unknown };
  if (typeof organizationId === "string") return organizationId;
  throw new Error(
    `${name} must name its organization: its input, answer or audit entry has no organizationId`,
  );
}
