import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

export type Lock = { release(): void };

// Any number of processes share a lock, or one has it exclusively.
type Mode = "shared" | "exclusive";

const pollMs = 20;
const busy = 5;

/**
 * Takes a lock on `file`, which must be there, or answers undefined when others hold it. The kernel gives it back when
 * the process ends, however it ends: no process id to trust. Node reaches the kernel's file locks only through SQLite.
 */
export function tryLock(file: string, mode: Mode): Lock | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA journal_mode = MEMORY");
    database.exec(mode === "exclusive" ? "BEGIN EXCLUSIVE" : "BEGIN; SELECT 1 FROM sqlite_schema");
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw error;
  }
}

/** Waits for the lock, as long as it takes; its holders live and are at work. */
export async function lock(file: string, mode: Mode): Promise<Lock> {
  for (;;) {
    const held = tryLock(file, mode);
    if (held) return held;
    await sleep(pollMs);
  }
}
