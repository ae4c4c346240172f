import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Called for every look into a cache. */
export type CacheUse = (hit: boolean) => void;

export interface Answered {
  /** With parameters: `/organizations/:organizationId/libraries`. */
  route: string;
  method: string;
  status: number;
  transport: string;
  seconds: number;
}

export interface Metrics {
  answered(request: Answered): void;
  /** Counts hits and misses of a cache. */
  cache(name: string): CacheUse;
  /** Adds values that are read when metrics are collected. */
  gauge(name: string, help: string, label: string | null, read: () => Values | Promise<Values>): void;
  /** The same for values that only grow. */
  total(name: string, help: string, label: string, read: () => Readonly<Record<string, number>>): void;
  /** Everything in Prometheus' text format. */
  text(): Promise<string>;
  contentType: string;
}

type Values = number | Readonly<Record<string, number>>;

// In seconds: from links out of memory to pictures that are rendered.
const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** The metrics of one process. All names begin with `rookery_`, except those of Node and the process. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "rookery_http_requests_total",
    help: "Requests answered",
    labelNames: ["route", "method", "status", "transport"],
    registers,
  });
  const durations = new Histogram({
    name: "rookery_http_request_duration_seconds",
    help: "From the arrival of a request's headers to the end of its answer",
    labelNames: ["route", "method", "transport"],
    buckets,
    registers,
  });
  // What is counted by their labels is looked up once.
  const kinds = new Map<string, { count: Counter.Internal; duration: Histogram.Internal<string> }>();
  const cached = new Counter({
    name: "rookery_cache_lookups_total",
    help: "Looks into caches",
    labelNames: ["cache", "result"],
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered({ seconds, ...labels }) {
      const { route, method, status, transport } = labels;
      const key = `${method} ${status} ${route}`;
      const one = kinds.get(key) ?? {
        count: requests.labels(labels),
        duration: durations.labels({ route, method, transport }),
      };
      kinds.set(key, one);
      one.count.inc();
      one.duration.observe(seconds);
    },
    cache(name) {
      const [hits, misses] = ["hit", "miss"].map((result) => cached.labels(name, result));
      return (hit) => (hit ? hits : misses)?.inc();
    },
    gauge(name, help, label, read) {
      new Gauge({
        name,
        help,
        labelNames: label ? [label] : [],
        registers,
        async collect() {
          const values = await read();
          this.reset();
          if (typeof values === "number") return this.set(values);
          for (const [key, value] of Object.entries(values)) this.set({ [label ?? ""]: key }, value);
        },
      });
    },
    total(name, help, label, read) {
      new Counter({
        name,
        help,
        labelNames: [label],
        registers,
        collect() {
          this.reset();
          for (const [key, value] of Object.entries(read())) this.inc({ [label]: key }, value);
        },
      });
    },
  };
}
