import { texts } from "../../texts/texts.ts";
import { count } from "../../ui/format.ts";
import { Scrollable } from "../../ui/scrollable.tsx";
import { type Day, longDay } from "./day.ts";

const t = texts.usage;

/** The chart's numbers as a table, newest first. */
export const DayTable = ({ days }: { days: readonly Day[] }) => (
  <Scrollable label={t.byDay} className="h-52 overflow-y-auto">
    <table className="w-full">
      <thead className="sticky top-0 bg-card text-sm text-dim">
        <tr>
          <th scope="col" className="pb-1 text-left font-normal">
            {t.day}
          </th>
          <th scope="col" className="pb-1 pr-3 text-right font-normal">
            {t.requests}
          </th>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(({ day, requests }) => (
          <tr key={day} className="border-t">
            <th scope="row" className="py-1.5 text-left font-normal">
              {longDay(day)}
            </th>
            <td className="py-1.5 pr-3 text-right tabular-nums">{count(requests)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scrollable>
);
