import { Failure } from "../kernel/failure.ts";
import { BrokenArchive } from "../platform/backup/archive.ts";
import { NotOpened } from "../platform/backup/sealed-stream.ts";
import { StoreUnavailable, WrongBytes } from "../platform/blobs/blobs.ts";
import { ConfigError } from "../platform/config.ts";
import { isStartupError } from "../platform/database/startup-error.ts";

// Why a folder or a file of the operator's cannot be used.
const reasons = new Map([
  ["EACCES", "this account may not write there"],
  ["EPERM", "this account may not write there"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the quota is used up"],
  ["ENOTDIR", "a part of the path is a file"],
]);

/** What to print, without a stack, about an error that the operator can mend. Undefined for any other error. */
export function mistakeSentence(error: unknown): string | undefined {
  const isOurs = [ConfigError, Failure, BrokenArchive, NotOpened].some((kind) => error instanceof kind);
  if (isOurs || isStartupError(error)) return (error as Error).message;
  if (!(error instanceof Error)) return undefined;
  if (error instanceof StoreUnavailable && !(error instanceof WrongBytes))
    return `${error.message.replace(/\.$/, "")}. Look whether the store runs, can be reached from here and allows this.`;
  const { code = "", path, port, syscall } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") {
    return `Port ${port} is used by another program. Set PORT to a different one, or stop that program.`;
  }
  if (syscall === "listen" || syscall === "getaddrinfo") return error.message;
  const reason =
    reasons.get(code) ?? (syscall === "mkdir" ? "the folder above it cannot be written" : undefined);
  if (reason === undefined) return undefined;
  if (path === undefined) return `${error.message}. Set DATA_DIR to a folder that Rookery can write.`;
  return `Cannot write ${path}: ${reason}. Set DATA_DIR to a folder that Rookery can write.`;
}
