import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { link, lstat, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CliFailure, exitCodes, refused, unreachable } from "../failure.ts";

interface Saving {
  force: boolean;
  signal: AbortSignal;
  onProgress?(bytes: number): void;
}

/**
 * Saves an address as a file. It is whole or not there, and nothing that exists is overwritten unless told. No credential is
 * sent: links carry their own, and may lead to a CDN.
 */
export async function save(url: string, path: string, { force, signal, onProgress }: Saving): Promise<void> {
  if (!force && (await exists(path))) throw alreadyThere(path);
  const body = await openLink(url, signal);
  const unfinished = join(dirname(path), `.rookery-${randomBytes(6).toString("hex")}.part`);
  try {
    let bytes = 0;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        onProgress?.(bytes);
        done(null, chunk);
      },
    });
    const file = createWriteStream(unfinished, { flags: "wx" });
    await pipeline(body, count, file, { signal });
    await place(unfinished, path, force);
  } catch (error) {
    throw downloadFailure(error, path, signal);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** The bytes of a link. */
export async function openLink(url: string, signal: AbortSignal): Promise<Readable> {
  const answer = await fetch(url, { signal }).catch((error) => {
    signal.throwIfAborted();
    throw unreachable("The file's link can't be reached.", error);
  });
  if (!answer.ok || !answer.body) throw refusal(answer.status);
  return Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
}

/** A link fails where a file is, also one that came meanwhile. Where there are no links, the check before has to do. */
async function place(unfinished: string, path: string, force: boolean): Promise<void> {
  if (force) return rename(unfinished, path);
  try {
    await link(unfinished, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST" || (await exists(path))) throw alreadyThere(path);
    await rename(unfinished, path);
  }
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

const alreadyThere = (path: string) =>
  refused("FILE_EXISTS", `${path} exists already. Add --force to overwrite it.`);

function refusal(status: number): CliFailure {
  if (status === 429)
    return new CliFailure(exitCodes.rateLimited, "RATE_LIMITED", "The file was asked for too often.");
  if (status === 404)
    return new CliFailure(exitCodes.notFound, "NOT_FOUND", "The file is not there any more.");
  return unreachable(`The file's link answered with status ${status}.`);
}

/** Whether writing or receiving failed. */
export function downloadFailure(error: unknown, path: string, signal: AbortSignal): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof CliFailure || signal.aborted) return error;
  if (code === "ENOENT" || code === "EACCES" || code === "ENOSPC" || code === "EISDIR" || code === "EROFS") {
    return new CliFailure(exitCodes.unexpected, "UNWRITABLE", `${path} can't be written: ${code}.`);
  }
  return unreachable("The connection broke while the file was received.", error);
}
