import filenamify from "filenamify";
import { nameOf } from "../upload/staging/funnel.ts";

// File systems of Linux take 255 bytes. The rest is for numbers.
const bytesMax = 240;
// As many of any characters are within `bytesMax`.
const charactersMax = 60;

/**
 * Names for files of one folder, in the same order: valid on Windows, macOS and Linux, and numbered if they would be the
 * same, ignoring case.
 */
export function entryNames(filenames: readonly string[]): string[] {
  const taken = new Set<string>();
  const lastNumber = new Map<string, number>();
  return filenames.map((filename) => {
    const name = portable(filename);
    const key = name.toLowerCase();
    let free = name;
    let number = lastNumber.get(key) ?? 1;
    while (taken.has(free.toLowerCase())) free = numbered(name, ++number);
    lastNumber.set(key, number);
    taken.add(free.toLowerCase());
    return free;
  });
}

function portable(filename: string): string {
  const name = filenamify(filename, { replacement: "_", maxLength: bytesMax });
  if (Buffer.byteLength(name) <= bytesMax) return name;
  const short = filenamify(name, { replacement: "_", maxLength: charactersMax });
  return Buffer.byteLength(short) <= bytesMax ? short : [...short].slice(0, charactersMax).join("");
}

function numbered(name: string, number: number): string {
  const base = nameOf(name);
  return `${base} (${number})${name.slice(base.length)}`;
}
