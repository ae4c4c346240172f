import { loadavg } from "node:os";
import { count, type Figure, figure, ms, note } from "../report.ts";
import type { Tenant } from "./client.ts";
import { type Driven, drive, percentile } from "./drive.ts";
import type { ProcessorTime } from "./processor-time.ts";
import { smallTalk } from "./small-talk.ts";

/** A set of users to query. */
export interface Asked {
  /** For the report: "50,000 exchanges of one user". */
  name: string;
  users: readonly string[];
  goals: { p50Ms?: number; p99Ms: number };
}

const warmQueries = 500;
const rounds = 3;

/**
 * Queries with the default limit of 5, facts included: the first that each user ever asks of this process, and those of one
 * user who has asked before. Milliseconds depend on what else the machine does, processor time hardly.
 */
export async function querying(
  tenant: Tenant,
  { name, users: [first = "", ...others], goals }: Asked,
  timeUsed: () => ProcessorTime,
  signal: AbortSignal,
): Promise<Figure[]> {
  const { question } = smallTalk(2);
  const bodyFor = (userId: string) => JSON.stringify({ user_id: userId, query: question() });
  const ask = async (connections: number, bodies: readonly string[]): Promise<Measured> => {
    const { origin, headers } = tenant;
    const before = timeUsed();
    const driven = await drive(
      { origin, path: "/api/v1/memory/query", headers, connections, bodies },
      signal,
    );
    const after = timeUsed();
    const each = (side: keyof ProcessorTime) => (after[side] - before[side]) / bodies.length;
    return { ...driven, used: { server: each("server"), postgres: each("postgres") } };
  };
  const askFirst = async (connections: number, asked: number) => {
    const bodies = () => Array.from({ length: asked }, () => bodyFor(first));
    return best(await inTurns(rounds, () => ask(connections, bodies())));
  };
  await askFirst(1, warmQueries / 2); // code gets warm
  const half = Math.ceil(others.length / 2);
  const cold = others.length > 0 ? await ask(1, others.slice(0, half).map(bodyFor)) : undefined;
  const coldAtFour = others.length > 1 ? await ask(4, others.slice(half).map(bodyFor)) : undefined;
  const warm = await askFirst(1, warmQueries);
  const warmAtFour = await askFirst(4, warmQueries);
  const [p50, p99] = [percentile(warm.timesMs, 0.5), percentile(warm.timesMs, 0.99)];
  const p50Goal = goals.p50Ms;
  return [
    p50Goal === undefined
      ? note(`Query p50, ${name}`, ms(p50))
      : figure(`Query p50, ${name}`, ms(p50), p50, { below: p50Goal, unit: " ms" }),
    figure(`Query p99, ${name}`, ms(p99), p99, { below: goals.p99Ms, unit: " ms" }),
    note("  one at a time", distribution(warm)),
    note("  … four at a time", distribution(warmAtFour)),
    ...(cold ? [note("  first of each user", distribution(cold))] : []),
    ...(coldAtFour ? [note("  … four at a time", distribution(coldAtFour))] : []),
    note("  load average of the machine", count(loadavg()[0] ?? 0)),
  ];
}

interface Measured extends Driven {
  /** For one query. */
  used: ProcessorTime;
}

async function inTurns<T>(times: number, run: () => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  while (done.length < times) done.push(await run());
  return done;
}

/** The fastest round: other load on this machine can only make it slower. */
const best = (measured: readonly Measured[]): Measured =>
  measured.reduce((a, b) => (b.totalMs / b.timesMs.length < a.totalMs / a.timesMs.length ? b : a));

const distribution = ({ timesMs, used }: Measured): string =>
  `p50 ${ms(percentile(timesMs, 0.5))}, p95 ${ms(percentile(timesMs, 0.95))}, p99 ${ms(percentile(timesMs, 0.99))} (${timesMs.length}); ` +
  `processor time ${ms(used.server)} Node, ${ms(used.postgres)} PostgreSQL`;
