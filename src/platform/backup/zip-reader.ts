import { createHash } from "node:crypto";
import { on } from "node:events";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { BrokenArchive } from "./archive.ts";
import { digestOfZip, zipEndName } from "./zip-writer.ts";

const endBytesMax = 64 * 1024 * 1024;

export interface ZipEntryRead {
  name: string;
  bytes: number;
  open(): Promise<Readable>;
}

/** Calls `read` with each entry of a ZIP file, in the order in which they were written. */
export async function readZip(path: string, read: (entry: ZipEntryRead) => Promise<void>): Promise<void> {
  const zip = await openPromise(path, { autoClose: false }).catch((error) => {
    throw isOfSystem(error)
      ? error
      : new BrokenArchive("This is not an export of Rookery, or it is cut off.");
  });
  try {
    for await (const entry of entriesOf(zip)) {
      const { fileName: name, uncompressedSize: bytes } = entry;
      await read({ name, bytes, open: () => zip.openReadStreamPromise(entry) });
    }
  } catch (error) {
    throw isOfZip(error) ? new BrokenArchive("The export was changed, or is cut off.") : error;
  } finally {
    zip.close();
  }
}

/** Reads every byte, and returns what the end says. Throws `BrokenArchive` when something is missing or was changed. */
export async function verifyZip(
  path: string,
  read: (name: string, bytes: number) => void = () => {},
): Promise<Record<string, unknown>> {
  const digest = digestOfZip();
  let end: Record<string, unknown> | undefined;
  await readZip(path, async ({ name, bytes, open }) => {
    if (end) throw new BrokenArchive("The export goes on after its end.");
    if (name === zipEndName) {
      if (bytes > endBytesMax) throw new BrokenArchive("The export's end is too long.");
      end = readEnd(await buffer(await open()));
      return;
    }
    const hash = createHash("sha256");
    for await (const chunk of await open()) hash.update(chunk as Buffer);
    digest.entry(name, hash.digest("hex"));
    read(name, bytes);
  });
  const found = digest.end();
  if (!end) throw new BrokenArchive("This is not an export of Rookery: its end is missing.");
  if (end.entries !== found.entries || end.sha256 !== found.sha256)
    throw new BrokenArchive("The export was changed: its content does not fit its checksum.");
  return end;
}

async function* entriesOf(zip: ZipFile): AsyncIterable<Entry> {
  const stop = new AbortController();
  const entries = on(zip, "entry", { close: ["end"], signal: stop.signal });
  try {
    zip.readEntry();
    for await (const [entry] of entries) {
      yield entry as Entry;
      zip.readEntry();
    }
  } finally {
    stop.abort();
  }
}

function readEnd(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new BrokenArchive("The export's end was changed.");
  }
}

const isOfSystem = (error: NodeJS.ErrnoException) => error.syscall !== undefined;

/** An error of yauzl or zlib about the file's content. */
const isOfZip = (error: unknown) => {
  const { code = "", stack = "" } = error as NodeJS.ErrnoException;
  return (
    /^Z_/.test(code) ||
    (!(error instanceof BrokenArchive) && code === "" && /node_modules\/yauzl/.test(stack))
  );
};
