import { sqlState } from "./database/postgres-error.ts";

// Of the file system: full, over quota, read-only. Of Postgres: disk_full, read_only_sql_transaction.
const codes = new Set(["ENOSPC", "EDQUOT", "EROFS", "53100", "25006"]);

/** Whether something could not be written because its disk is full or read-only: the database's or the data folder's. */
export const isStorageFull = (error: unknown): boolean => codes.has(sqlState(error) ?? "");
