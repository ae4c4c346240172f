/** One line of the report. Without a target it is there to be compared with. */
export interface Figure {
  name: string;
  /** What was measured, for people. */
  measured: string;
  target?: string;
  met?: boolean;
}

/** A figure with its target, in the target's unit. */
export function figure(name: string, measured: string, value: number, target: AtLeast | Below): Figure {
  const met = "atLeast" in target ? value >= target.atLeast : value < target.below;
  const sign = "atLeast" in target ? "≥" : "<";
  const bound = "atLeast" in target ? target.atLeast.toFixed(2) : String(target.below);
  return { name, measured, target: `${sign} ${bound}${target.unit ?? ""}`, met };
}

type AtLeast = { atLeast: number; unit?: string };
type Below = { below: number; unit?: string };

/** What could not be measured yet, or is no more than a comparison. */
export const note = (name: string, measured: string): Figure => ({ name, measured });

/** Lines of a table: one figure each, ✓ or ✗ where there is a target. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, measured, target = "", met }) => [
    met === undefined ? " " : met ? "✓" : "✗",
    name,
    target,
    measured,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => [...(row[column] ?? "")].length)));
  return rows
    .map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd())
    .join("\n");
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] as number;

export const count = (value: number): string => Math.round(value).toLocaleString("en");
export const ratio = (value: number): string => `${value.toFixed(2)} ×`;
export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
