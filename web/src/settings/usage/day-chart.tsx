import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { count } from "../../ui/format.ts";
import { Card } from "../../ui/page.tsx";
import { type Day, longDay } from "./day.ts";
import { DayTable } from "./day-table.tsx";

const t = texts.usage;
const short = new Intl.DateTimeFormat(texts.locale, { day: "numeric", month: "short", timeZone: "UTC" });

const requestsOf = (n: number): string => t.requestCount(n);

/** A bar chart by day, with the value of the day at the pointer or chosen by arrow keys. Can be shown as a table. */
export function DayChart({ days, total }: { days: readonly Day[]; total: number }) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Card>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-3">
        <p className="text-2xl font-semibold tabular-nums">{requestsOf(total)}</p>
        <Button small onClick={() => setAsTable(!asTable)}>
          {asTable ? t.asChart : t.asTable}
        </Button>
      </div>
      {asTable ? <DayTable days={days} /> : <Bars key={days.length} days={days} total={total} />}
    </Card>
  );
}

function Bars({ days, total }: { days: readonly Day[]; total: number }) {
  const [at, setAt] = useState<number | null>(null);
  const last = days.length - 1;
  const steps = scale(Math.max(...days.map(({ requests }) => requests)));
  const top = steps[0] as number;
  const pointAt = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setAt(within(Math.floor(((clientX - left) / width) * days.length), last));
  };
  const press = (event: KeyboardEvent) => {
    const next = moved(event.key, at ?? last, last);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
  };
  const chosen = at === null ? undefined : days[Math.min(at, last)];
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-3 text-sm text-dim tabular-nums">
      <div aria-hidden="true" className="flex h-44 flex-col justify-between text-right leading-none">
        {steps.map((step) => (
          <span key={step} className="-my-[0.5em]">
            {count(step)}
          </span>
        ))}
      </div>
      <div
        role="slider"
        tabIndex={0}
        aria-label={t.chart(count(total), days.length)}
        aria-description={t.chartHint}
        aria-valuemin={1}
        aria-valuemax={days.length}
        aria-valuenow={(at ?? last) + 1}
        aria-valuetext={dayText(days[at ?? last])}
        onPointerMove={pointAt}
        onPointerDown={pointAt}
        onPointerLeave={() => setAt(null)}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && setAt(at ?? last)}
        onBlur={() => setAt(null)}
        onKeyDown={press}
        className="relative h-44 touch-pan-y rounded-sm"
      >
        <svg aria-hidden="true" className="absolute inset-0 size-full overflow-visible">
          {steps.map((step, i) => {
            const y = `${(i / (steps.length - 1)) * 100}%`;
            return <line key={step} x1="0" x2="100%" y1={y} y2={y} className="stroke-line" />;
          })}
        </svg>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${days.length} ${top}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full"
        >
          {days.map(({ day, requests }, i) => (
            <rect
              key={day}
              x={i + 0.1}
              width={0.8}
              y={top - requests}
              height={requests}
              className={classes("fill-accent", chosen && at !== i && "opacity-45")}
            />
          ))}
        </svg>
        {chosen && (
          <p
            style={{ left: `clamp(5.5rem, ${(((at ?? 0) + 0.5) / days.length) * 100}%, 100% - 5.5rem)` }}
            className="pointer-events-none absolute -top-3 -translate-x-1/2 rounded-lg border bg-raised px-2.5 py-1 whitespace-nowrap text-text shadow-lift"
          >
            {dayText(chosen)}
          </p>
        )}
      </div>
      <div aria-hidden="true" className="col-start-2 mt-2 flex justify-between">
        {[...new Set([0, Math.floor(last / 2), last])].map((i) => (
          <span key={i}>{short.format(Date.parse(days[i]?.day ?? ""))}</span>
        ))}
      </div>
    </div>
  );
}

const dayText = (day: Day | undefined) => (day ? t.onDay(requestsOf(day.requests), longDay(day.day)) : "");
const within = (i: number, last: number) => Math.max(0, Math.min(last, i));

function moved(key: string, at: number, last: number): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return last;
  const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 }[key];
  return by === undefined ? undefined : within(at + by, last);
}

/** The chart's grid lines: round numbers from at least `max` down to 0. */
function scale(max: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, max)));
  const top = ([1, 2, 4, 5, 10].find((step) => step * power >= max) ?? 10) * power;
  const parts = [4, 5, 2].find((parts) => top % parts === 0) ?? 1;
  return Array.from({ length: parts + 1 }, (_, i) => top - (i * top) / parts);
}
