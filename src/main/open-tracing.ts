import { recordingTraces } from "../platform/open-telemetry.ts";
import { passingTraces, type Tracing } from "../platform/tracing.ts";

const destinations = [
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
  "OTEL_TRACES_EXPORTER",
];

/** Records traces where OpenTelemetry's variables name a destination. Otherwise those of callers are passed on. */
export const openTracing = async (environment: Record<string, string | undefined>): Promise<Tracing> =>
  asksForTraces(environment) ? recordingTraces() : passingTraces();

const asksForTraces = (environment: Record<string, string | undefined>): boolean =>
  environment.OTEL_SDK_DISABLED?.toLowerCase() !== "true" &&
  environment.OTEL_TRACES_EXPORTER !== "none" &&
  destinations.some((name) => environment[name]);
