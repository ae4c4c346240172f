import type { Queryable } from "../../../platform/database/queryable.ts";
import { notifyChanges } from "./store.ts";

export interface MemoryChanges {
  /** Notifies open pages of all processes, soon, that what is kept of these users changed. No users: of any. */
  changed(organizationId: number, userIds: readonly string[]): void;
  /** Sends what waits. */
  close(): Promise<void>;
}

// One statement for all changes of a process within this time: a notification within each ingest would make commits wait for
// each other.
const gatherMs = 200;
// Postgres takes 8,000 bytes. A page of a person reloads for nothing if more users change at once.
const usersMax = 50;

/** Sends changes of memory to all processes, with ids only. A killed process loses those of the last moment. */
export function openMemoryChanges(
  db: Queryable,
  log: { warn(details: object, message: string): void },
): MemoryChanges {
  const waiting = new Map<number, Set<string> | "any">();
  let timer: NodeJS.Timeout | undefined;

  async function send(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const notices = [...waiting].map(([organization, users]) =>
      JSON.stringify({
        organization,
        ...(users !== "any" && users.size <= usersMax && { users: [...users] }),
      }),
    );
    waiting.clear();
    // Pages read again anyway once the database is back.
    await notifyChanges(db, notices).catch((err) =>
      log.warn({ err }, "open pages were not told of changes of memory"),
    );
  }

  return {
    changed(organizationId, userIds) {
      const users = waiting.get(organizationId) ?? new Set();
      if (users === "any" || userIds.length === 0) waiting.set(organizationId, "any");
      else waiting.set(organizationId, users.union(new Set(userIds)));
      timer ??= setTimeout(() => void send(), gatherMs).unref();
    },
    close: send,
  };
}
