import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

export type Lock = { release(): void };

// Many processes can hold a shared lock, only one an exclusive one.
type Mode = "shared" | "exclusive";

const pollMs = 20;
const busy = 5;

/**
 * Locks an existing `file`; undefined when others hold it. The kernel releases the lock when the process ends, however
 * it ends, so there are no stale process ids. Node has the kernel's file locks only through SQLite.
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

/** Waits for the lock without a timeout. Only live processes hold it, and they release it. */
export async function lock(file: string, mode: Mode): Promise<Lock> {
  for (;;) {
    const held = tryLock(file, mode);
    if (held) return held;
    await sleep(pollMs);
  }
}
