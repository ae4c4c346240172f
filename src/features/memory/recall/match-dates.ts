import type { Zone } from "../time/zone.ts";
import { dateSpans, type Span } from "./dates.ts";
import type { History, Layout } from "./history.ts";
import { idf } from "./match-words.ts";
import type { Query } from "./query.ts";
import type { Weights } from "./weights.ts";

// In a memory of four exchanges a day is as telling as in a large one.
const exchangesMin = 1_000;

/**
 * How well each exchange's time fits the times in the query. It counts more if fewer fit: a day beats a year. Writes to `fits`.
 * Undefined if the query names no time.
 */
export function matchDates(
  history: History,
  layout: Layout,
  query: Query,
  asked: { now: number; zone: Zone },
  weights: Weights,
  fits: Float32Array,
): Float32Array | undefined {
  const { count, time, held = count } = history;
  const spans = count > 0 ? spansOf(layout, query, asked) : [];
  if (spans.length === 0) return undefined;
  let fitting = 0;
  for (let i = 0; i < count; i++) {
    const at = time[i] ?? 0;
    let fit = 0;
    for (const span of spans) fit = Math.max(fit, fitOf(at, span, weights));
    fits[i] = fit;
    if (fit > 0) fitting++;
  }
  const relative = spans.every((span) => span.relative);
  const all = relative ? Math.max(held, exchangesMin) : held;
  const weight = relative ? weights.relativeDate : weights.date;
  const rarity = (weight * idf(all, fitting)) / Math.log(all + 1);
  for (let i = 0; i < count; i++) fits[i] = (fits[i] ?? 0) * rarity;
  return fits;
}

/** The spans of time that the query names, in UTC. */
function spansOf(
  { oldest, newest }: Layout,
  query: Query,
  { now, zone }: { now: number; zone: Zone },
): Span[] {
  const local = { now: zone.toLocal(now), first: zone.toLocal(oldest), last: zone.toLocal(newest) };
  return dateSpans(query.text, local).map(({ from, to, ...span }) => ({
    ...span,
    from: zone.toUtc(from),
    to: zone.toUtc(to),
  }));
}

/** How well a time fits a span: 1 within it, less shortly after it, otherwise 0. */
function fitOf(at: number, { from, to, relative }: Span, weights: Weights): number {
  if (at < from) return 0;
  if (at < to) return 1;
  if (at >= to + weights.soonAfterDays * 86_400_000) return 0;
  return relative ? weights.soonAfterRelative : weights.soonAfter;
}
