import type { Output } from "../../server/operations.ts";
import { memoryTexts } from "../../texts/memory.ts";
import { OpenExchange } from "../open-exchange.tsx";
import { Sides } from "../sides.tsx";
import { momentIn } from "../times.ts";

const t = memoryTexts;

/** A recalled exchange with its score relative to the best (`share`, 0 to 1) and the reasons. */
export function RecallHit({
  organizationId,
  userId,
  hit,
  question,
  share,
}: {
  organizationId: string;
  userId: string;
  hit: Output<"queryMemory">["memories"][number];
  question: string;
  share: number;
}) {
  const { timestamp } = hit;
  return (
    <li className="rounded-xl border bg-card p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-dim">
        <time dateTime={timestamp}>{momentIn(timestamp)}</time>
        <span className="flex items-center gap-2 tabular-nums">
          <span className="h-1.5 w-20 overflow-hidden rounded-full bg-line" aria-hidden="true">
            <span className="block h-full bg-accent" style={{ width: `${Math.max(4, share * 100)}%` }} />
          </span>
          {t.score(hit.score.toFixed(2))}
        </span>
      </div>
      <Sides exchange={hit} question={question} />
      <div className="mt-3 flex flex-wrap items-center justify-between gap-2">
        <ul aria-label={t.why} className="flex flex-wrap gap-1.5">
          {hit.matched.map((reason) => (
            <li
              key={reason}
              title={t.reasonsMean[reason]}
              className="rounded-full border border-line bg-wash px-2.5 py-0.5 text-sm"
            >
              {t.reasons[reason] ?? reason}
              <span className="sr-only">: {t.reasonsMean[reason]}</span>
            </li>
          ))}
        </ul>
        <OpenExchange organizationId={organizationId} userId={userId} exchange={hit} />
      </div>
    </li>
  );
}
