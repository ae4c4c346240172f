import type { Span as OtelSpan } from "@opentelemetry/api";
import { startupError } from "./database/startup-error.ts";
import type { Tracing } from "./tracing.ts";

const advice =
  "OTEL_… asks for traces, and their packages are not installed. Install @opentelemetry/api and @opentelemetry/sdk-node " +
  "beside Rookery (npm i -g, or npm i in its folder), or set OTEL_SDK_DISABLED=true.";

/** Records calls and jobs with OpenTelemetry, which reads its own environment variables. */
export async function recordingTraces(): Promise<Tracing> {
  const [api, { NodeSDK }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-node"),
  ]).catch((error) => {
    throw error.code === "ERR_MODULE_NOT_FOUND" ? startupError(advice, error) : error;
  });
  const { context, propagation, trace, SpanKind, SpanStatusCode } = api;
  const { OTEL_SERVICE_NAME: serviceName = "rookery" } = process.env;
  const sdk = new NodeSDK({ serviceName, instrumentations: [], metricReaders: [], logRecordProcessors: [] });
  sdk.start();
  const tracer = trace.getTracer("rookery");
  const kinds = { call: SpanKind.SERVER, job: SpanKind.CONSUMER };
  const ended = async <Result>(span: OtelSpan, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
      throw error;
    } finally {
      span.end();
    }
  };
  return {
    run({ name, kind, traceparent, attributes }, work) {
      const from = propagation.extract(context.active(), traceparent === undefined ? {} : { traceparent });
      const options = { kind: kinds[kind], ...(attributes && { attributes }) };
      return tracer.startActiveSpan(name, options, from, (span) => ended(span, work));
    },
    traceId: () => trace.getActiveSpan()?.spanContext().traceId,
    headers() {
      const headers: Record<string, string> = {};
      propagation.inject(context.active(), headers);
      return headers;
    },
    close: () => sdk.shutdown(),
  };
}
