import { sqlState } from "./database/postgres-error.ts";

// File system: full, over quota, read-only. Postgres: disk_full, read_only_sql_transaction.
const codes = new Set(["ENOSPC", "EDQUOT", "EROFS", "53100", "25006"]);

/** Whether a write failed because the disk of the database or the data folder is full or read-only. */
export const isStorageFull = (error: unknown): boolean => codes.has(sqlState(error) ?? "");
