import { basename, extname } from "node:path";
import filenamify from "filenamify";

// File systems of Linux take 255 bytes. The rest is for what makes a name unique.
const bytesMax = 200;

/**
 * Names for files in one folder, whatever a server says: without folders, valid on Windows, macOS and Linux, not hidden, and
 * different, ignoring case.
 */
export function openNames(): (asset: { id: string; filename: string | null }) => string {
  const taken = new Set<string>();
  return ({ id, filename }) => {
    const name = portable(filename ?? "") || portable(id) || "file";
    // The id makes it the same name in every download.
    const free = taken.has(name.toLowerCase()) ? withId(name, portable(id) || "file") : name;
    taken.add(free.toLowerCase());
    return free;
  };
}

function portable(given: string): string {
  const last =
    given
      .replace(/[\p{Cc}\p{Cf}]/gu, "_")
      .split(/[\\/]/)
      .at(-1) ?? "";
  const name = filenamify(last, { replacement: "_", maxLength: bytesMax }).replace(/^\.+/, "");
  return Buffer.byteLength(name) <= bytesMax ? name : shortened(name);
}

function shortened(name: string): string {
  const end = extname(name).slice(0, 20);
  let start = basename(name, end);
  while (Buffer.byteLength(start + end) > bytesMax) start = [...start].slice(0, -1).join("");
  return start + end;
}

const withId = (name: string, id: string): string => {
  const end = extname(name);
  return `${basename(name, end)} (${id})${end}`;
};
