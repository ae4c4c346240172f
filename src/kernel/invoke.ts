import type { z } from "zod";
import { isSessionLive } from "../features/identity/accounts/store.ts";
import { record } from "../features/identity/audit/record.ts";
import type { Services } from "../main/services-type.ts";
import { isUnavailable } from "../platform/database/unavailable.ts";
import { type Admission, admit, admitLibraries } from "./admit.ts";
import type { Caller } from "./caller.ts";
import { Failure, fail } from "./failure.ts";
import { describeIssues, mistakesOf } from "./issues.ts";
import type { Operation } from "./operation.ts";

export interface Call extends Admission {
  /** What is known before the input is read (path parameters); its organization and libraries are checked first. */
  known: Readonly<Record<string, unknown>>;
  /** The whole input, `known` included. Called once the caller may go on, so that a refused call's body is never read. */
  read(): unknown;
}

// How long a caller stays let in while the input arrives.
const admittedMs = 1_000;

/**
 * The only way to run an operation: caller → access → rate → count → read → parse → run → audit → one log line.
 * Throws nothing but `Failure`; what went wrong on our side is logged whole and told as a request id.
 */
export async function invoke<Input extends z.ZodObject, Output extends z.ZodType>(
  services: Services,
  operation: Operation<Input, Output, any>,
  call: Call,
): Promise<z.input<Output>> {
  const { clock } = services;
  const startedAt = clock.elapsedMs();
  let caller: Caller | undefined;
  try {
    caller = await admit(services, operation.access, call, call.known);
    await services.rateLimits.spend(caller);
    services.tally.count(caller);
    const raw = await call.read();
    // A body may take hours to arrive: whoever was let in may be out by now.
    if (clock.elapsedMs() - startedAt > admittedMs) {
      caller = await admitAgain(services, operation, call);
    }
    admitLibraries(operation.access, caller, raw);
    const input = operation.input.safeParse(raw);
    if (!input.success) throw fail.input(describeIssues(input.error.issues), mistakesOf(input.error.issues));
    const output = await operation.run(services, input.data, caller);
    await record(services, operation, caller, input.data, output);
    logCall(services, operation.name, call, caller, startedAt, "OK");
    return output;
  } catch (error) {
    const failure = asFailure(services, operation.name, call, error);
    logCall(services, operation.name, call, caller, startedAt, failure.code);
    throw failure;
  }
}

/** Keys are looked up by `admit` each time, and a session was by the transport, once. */
async function admitAgain(services: Services, { access }: Operation, call: Call): Promise<Caller> {
  const { session } = call;
  const ended = session && !(await isSessionLive(services.database, session.id));
  return admit(services, access, ended ? { ...call, session: undefined } : call, call.known);
}

/** A failure stays what it is; anything else is logged whole and becomes one that shows only the request id. */
export function asFailure(services: Services, operation: string, call: Admission, error: unknown): Failure {
  if (error instanceof Failure) return error;
  services.log.error({ err: error, operation, requestId: call.requestId }, "unexpected fault");
  return isUnavailable(error) ? fail.unavailable() : fail.ourFault(call.requestId);
}

function logCall(
  services: Services,
  operation: string,
  call: Call,
  caller: Caller | undefined,
  startedAt: number,
  outcome: string,
) {
  services.log.info({
    operation,
    outcome,
    transport: call.transport,
    requestId: call.requestId,
    ...(caller && "organization" in caller && { organization: caller.organization.slug }),
    ...(caller?.kind === "key" && { key: caller.key.id }),
    ...(caller?.kind === "session" && { account: caller.account.id }),
    ms: Math.round((services.clock.elapsedMs() - startedAt) * 10) / 10,
  });
}
