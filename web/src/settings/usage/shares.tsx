import { useState } from "react";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { count } from "../../ui/format.ts";

const t = texts.usage;
const shownAtFirst = 8;
const percent = new Intl.NumberFormat(texts.locale, { style: "percent", maximumFractionDigits: 0 });

/** A table with bars. Bars and numbers are shares of `total`; without it, bars are relative to the largest amount. */
export function Shares({
  label,
  of,
  amount,
  rows,
  total,
}: {
  label: string;
  /** Heading of the names. */
  of: string;
  /** Heading of the amounts. */
  amount: string;
  rows: readonly { id: string; name: string; amount: number; text: string }[];
  total?: number;
}) {
  const [all, setAll] = useState(false);
  const whole = Math.max(1, total ?? Math.max(...rows.map((row) => row.amount)));
  return (
    <>
      <table className="w-full table-fixed">
        <caption className="sr-only">{label}</caption>
        <colgroup>
          <col />
          <col className="w-28" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">{of}</th>
            <th scope="col">{amount}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, all ? undefined : shownAtFirst).map((row) => (
            <tr key={row.id}>
              <th scope="row" className="pb-3 pr-3 text-left align-top font-normal">
                <span className="block truncate" title={row.name}>
                  {row.name}
                </span>
                <svg aria-hidden="true" className="mt-1 block h-2 w-full rounded-full bg-wash">
                  <rect
                    width={`${(row.amount / whole) * 100}%`}
                    height="100%"
                    rx="4"
                    className="min-w-px fill-accent"
                  />
                </svg>
              </th>
              <td className="pb-3 text-right align-top tabular-nums">
                {row.text}
                {total !== undefined && (
                  <span className="block text-sm leading-tight text-dim">
                    {percent.format(row.amount / whole)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && rows.length > shownAtFirst && (
        <Button small onClick={() => setAll(true)}>
          {t.showAll(count(rows.length))}
        </Button>
      )}
    </>
  );
}
