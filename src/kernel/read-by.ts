import type { Database } from "../platform/database/database.ts";
import type { Replica } from "../platform/database/replica.ts";
import type { Caller } from "./caller.ts";
import type { AnyOperation } from "./operation.ts";
import { writersSeenBy } from "./read-your-writes.ts";

/** Reads from the database, or from its replica where a moment's delay does no harm. */
export function readBy<T>(
  replica: Replica | undefined,
  { mayLag }: AnyOperation,
  caller: Caller,
  database: Database,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const read = (from: Database) => work(readingFor(caller, from));
  return mayLag && replica ? replica.read(writersSeenBy(caller), read) : read(database);
}

/** The database without the rows of other organizations: a second wall behind the scopes of stores. */
const readingFor = (caller: Caller, database: Database): Database =>
  "organization" in caller ? database.readingFor(caller.organization.id) : database;
