import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FoundFile } from "./find-files.ts";

/** Standard input as a file: an upload begins with its size. It is removed when it is disposed. */
export async function standardInput(signal: AbortSignal): Promise<FoundFile & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "rookery-cli-"));
  const dispose = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, "input");
  try {
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }), { signal });
    return { path, bytes: (await stat(path)).size, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
