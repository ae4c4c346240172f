import { auditTexts } from "../../texts/audit.ts";
import { dayOf } from "../../ui/format.ts";
import { AuditRow } from "./audit-row.tsx";
import type { Entry, Known } from "./entry.ts";
import { grouped } from "./grouped.ts";

const t = auditTexts;
const dayMs = 86_400_000;

/** Entries grouped by day in the local time zone. Each opens to show details. */
export const AuditDays = ({ entries, known }: { entries: readonly Entry[]; known: Known }) =>
  [...Map.groupBy(entries, ({ at }) => dayOf(at))].map(([day, ofDay]) => (
    <section key={day} className="mb-6">
      <h2 className="mb-2 text-sm font-medium text-dim">{called(day)}</h2>
      <ul className="divide-y rounded-xl border bg-card">
        {grouped(ofDay).map((entry) => (
          <AuditRow key={entry.id} entry={entry} known={known} />
        ))}
      </ul>
    </section>
  ));

function called(day: string): string {
  if (day === dayOf(Date.now())) return t.today;
  if (day === dayOf(Date.now() - dayMs)) return t.yesterday;
  return day;
}
