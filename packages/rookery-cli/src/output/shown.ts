// Control characters could move the cursor or recolour a terminal; direction marks could show a name in another order.
const unsafe = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text from a server or a file's name, safe to print on a terminal, on one line. */
export const shown = (text: string): string => text.replace(unsafe, "\ufffd");

const units = ["B", "kB", "MB", "GB", "TB"];

/** "1.2 MB" */
export function shownBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}
