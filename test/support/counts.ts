import { appendFileSync } from "node:fs";

/** What `npm run test:hardening` sums up. */
export type Counted =
  | "inputs tried"
  | "access calls compared"
  | "SSRF tries"
  | "bodies half sent"
  | "connections held open"
  | "faults injected"
  | "writes acknowledged"
  | "acknowledged writes lost"
  | "heavy calls answered under overload"
  | "heavy calls refused early"
  | "light calls refused under overload";
/** What it prints the largest of. */
export type Measured =
  | "longest freeze of the event loop, ms"
  | "memory of decoders, MB"
  | "bytes held by half-sent bodies, MB"
  | "neighbour's picture ready after, ms"
  | "light calls under overload, p99, ms"
  | "recovered from overload after, ms";

/** What every run has to print. */
export const mustBePrinted: readonly (Counted | Measured)[] = [
  "inputs tried",
  "longest freeze of the event loop, ms",
  "bytes held by half-sent bodies, MB",
  "faults injected",
  "writes acknowledged",
  "acknowledged writes lost",
];

const file = process.env.HARDENING_COUNTS;

/** Counts something a test did. Does nothing unless the hardening run asks for counts. */
export const count = (what: Counted, number = 1): void => note({ what, number });

export const measured = (what: Measured, number: number): void => note({ what, largest: number });

/** One line for each: test files run in processes of their own. */
function note(line: { what: Counted; number: number } | { what: Measured; largest: number }): void {
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
