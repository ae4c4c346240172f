import { AsyncLocalStorage } from "node:async_hooks";

/** A call or a job, as a part of a trace. */
export interface Span {
  name: string;
  kind: "call" | "job";
  /** The header of that name that came with a call. */
  traceparent?: string | undefined;
  attributes?: Record<string, string>;
}

/** Traces as W3C's Trace Context describes them. */
export interface Tracing {
  /** Runs work as a span of the trace that the header names. */
  run<Result>(span: Span, work: () => Promise<Result>): Promise<Result>;
  /** The id of the trace that runs. */
  traceId(): string | undefined;
  /** The headers that pass the trace on to another server. */
  headers(): Record<string, string>;
  /** Sends what has not been sent. */
  close(): Promise<void>;
}

const header = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/;

/** `fetch` that tells the other server which trace its requests belong to. For servers of the operator only. */
export const fetchInTrace =
  ({ headers }: Pick<Tracing, "headers">): typeof fetch =>
  (url, init) =>
    fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), ...headers() } });

/** Passes on the traces of callers, and records none. */
export function passingTraces(): Tracing {
  const running = new AsyncLocalStorage<{ traceparent: string; traceId: string }>();
  return {
    run({ traceparent }, work) {
      const traceId = traceparent === undefined ? undefined : header.exec(traceparent)?.[1];
      if (traceparent === undefined || traceId === undefined) return work();
      return running.run({ traceparent, traceId }, work);
    },
    traceId: () => running.getStore()?.traceId,
    headers() {
      const trace = running.getStore();
      const none: Record<string, string> = {};
      return trace ? { traceparent: trace.traceparent } : none;
    },
    async close() {},
  };
}
