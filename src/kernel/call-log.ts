import type { Clock } from "../platform/clock.ts";
import type { Tracing } from "../platform/tracing.ts";
import type { Credentials } from "./authenticate.ts";
import type { Caller } from "./caller.ts";
import type { Failure } from "./failure.ts";
import type { AnyOperation } from "./operation.ts";
import type { SecurityLog } from "./security-log.ts";

/** What the line of a call needs. */
export interface CallLog {
  clock: Clock;
  log: { info(line: object): void };
  securityLog: SecurityLog;
  tracing: Tracing;
}

/** Writes the one line of a call that has ended. */
export function logCall(
  { clock, log, securityLog, tracing }: CallLog,
  operation: AnyOperation,
  call: Credentials,
  caller: Caller | undefined,
  startedAt: number,
  outcome: Failure["code"] | "OK",
) {
  const { transport, address, requestId } = call;
  const traceId = tracing.traceId();
  const line = { operation: operation.name, outcome, transport, requestId, ...(traceId && { traceId }) };
  if (!caller && outcome !== "OK") {
    // Anyone can cause these, so their lines are bounded.
    securityLog.note(outcome === "INVALID_API_KEY" ? "key_refused" : "call_refused", {
      ...line,
      address,
    });
    return;
  }
  log.info({
    ...line,
    ...(caller && "organization" in caller && { organization: caller.organization.slug }),
    ...(caller?.kind === "key" && { key: caller.key.id }),
    ...(caller?.kind === "session" && { account: caller.account.id }),
    ms: Math.round((clock.elapsedMs() - startedAt) * 10) / 10,
  });
}
