import { statfs } from "node:fs/promises";
import { sqlState } from "./database/postgres-error.ts";

// File system: full, over quota, read-only. Postgres: disk_full, read_only_sql_transaction.
const codes = new Set(["ENOSPC", "EDQUOT", "EROFS", "53100", "25006"]);

/** Whether a write failed because the disk of the database or the data folder is full or read-only. */
export const isStorageFull = (error: unknown): boolean => codes.has(sqlState(error) ?? "");

/** Fails like a full disk when the disk of a folder has less free space than this: the database needs room, too. */
export async function requireFreeDisk(folder: string, bytesMin: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= bytesMin) return;
  throw Object.assign(new Error(`The disk of ${folder} has less than FREE_DISK_MB_MIN left`), {
    code: "ENOSPC",
  });
}
