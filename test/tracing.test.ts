import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import pino from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { openApp } from "../src/main/app.ts";
import { openServices } from "../src/main/services.ts";
import { testApp } from "./support/app.ts";
import type { Json } from "./support/json.ts";
import { temporaryFolder } from "./support/processes/folders.ts";
import { freePort } from "./support/processes/free-port.ts";
import { startServer } from "./support/processes/server-process.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
const { services, database, clock } = await testApp();

/** A server of the operator that keeps what it is sent. */
async function receiver(answer: (sent: Json) => object) {
  const received: { url: string; headers: Record<string, unknown>; body: Json }[] = [];
  const server = createServer(async (request, response) => {
    const body = await json(request);
    received.push({ url: request.url as string, headers: request.headers, body });
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer(body)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("the trace of a caller is in the log line of the call, and passed on to the endpoint for embeddings", async () => {
  const { received, url } = await receiver((sent) => ({
    data: sent.input.map((_: string, index: number) => ({ index, embedding: [1, 0] })),
  }));
  const lines: Json[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const config = { ...services.config, embeddings: { url, model: "m", key: undefined } };
  const traced = await openServices(config, database, log, clock);
  const app = await openApp(traced);
  onTestFinished(async () => {
    await app.close();
    await traced.close();
  });
  const call = async (path: string, payload: object, key?: string) => {
    const authorization = key && { authorization: `Bearer ${key}` };
    const headers = { traceparent, ...authorization };
    return (await app.inject({ method: "POST", url: `/api/v1${path}`, headers, payload })).json();
  };
  const { api_key: key } = await call("/tenants", { name: "Ada", email: "ada@example.com" });
  const { user_id } = await call("/users", {}, key);
  await call("/memory/query", { user_id, query: "Where does Ada live?" }, key);
  const calls = lines.filter(({ operation }) => operation);
  expect(calls.length).toBeGreaterThanOrEqual(3);
  expect(new Set(calls.map((line) => line.traceId))).toEqual(new Set([traceId]));
  expect(received.at(-1)?.headers.traceparent).toBe(traceparent);
});

test.each(["", "00-0-0-00", `00-${"0".repeat(32)}-b7ad6b7169203331-01`, `ff${traceparent.slice(2)}`])(
  "a traceparent that names no trace is ignored: %j",
  async (sent) => {
    const run = services.tracing.run({ name: "a", kind: "call", traceparent: sent }, async () =>
      services.tracing.traceId(),
    );
    expect(await run).toBeUndefined();
  },
);

test("with OpenTelemetry's packages and variables, calls and jobs are sent as spans of the caller's trace", async () => {
  const { received, url } = await receiver(() => ({}));
  const { origin } = await startServer(await temporaryFolder(), await freePort(), {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_BSP_SCHEDULE_DELAY: "50",
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment=test",
  });
  await fetch(`${origin}/libraries`, {
    method: "POST",
    headers: { traceparent, "api-version": "2026-05-20", "content-type": "application/json" },
    body: JSON.stringify({ email: "ada@example.com" }),
  });
  const spans = () =>
    received
      .filter((one) => one.url === "/v1/traces")
      .flatMap(({ body }) => body.resourceSpans)
      .flatMap(({ resource, scopeSpans }: Json) =>
        scopeSpans.flatMap((scope: Json) => scope.spans.map((span: Json) => ({ ...span, resource }))),
      );
  await vi.waitFor(() => expect(spans().some((span) => span.traceId === traceId)).toBe(true), 20_000);
  const call = spans().find((span) => span.traceId === traceId);
  expect(call).toMatchObject({ parentSpanId: "b7ad6b7169203331", kind: 2 });
  const about = JSON.stringify(call.resource);
  expect([about.includes('"rookery"'), about.includes("deployment.environment")]).toEqual([true, true]);
  await vi.waitFor(() => expect(spans().some((span) => span.kind === 5)).toBe(true), 20_000);
});
