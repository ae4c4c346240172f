import { type Checkup, openFindings, type Problem } from "../../kernel/checkup.ts";
import type { Database } from "../../platform/database/database.ts";
import {
  damagedIndexes,
  type IndexName,
  invalidIndexes,
  rebuildIndex,
} from "../../platform/database/indexes/store.ts";

const advice =
  "Run 'rookery doctor --fix', which rebuilds it. If that fails, restore a backup, and check the disk and the memory of the machine.";
const invalid: Problem = { problem: "PostgreSQL does not use an index, since it was not finished.", advice };
const damaged: Problem = { problem: "An index contradicts its table.", advice };

/** The indexes of the database. */
export const indexes: Checkup = {
  name: "indexes",
  async run({ database }, { fix, quick }) {
    const findings = openFindings();
    for (const index of await invalidIndexes(database))
      findings.note(invalid, index.name, fix && (await rebuilt(database, index)));
    for (const { name, reason } of (await damagedIndexes(database.sessions, { content: !quick })) ?? [])
      findings.note(damaged, reason, fix && (await rebuilt(database, { name, isLeftover: false })));
    return findings.all();
  },
};

const rebuilt = (database: Database, index: IndexName): Promise<boolean> =>
  rebuildIndex(database.sessions, index).then(
    () => true,
    () => false, // two rows have the same key, or there is no room
  );
