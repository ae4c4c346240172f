import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { freshDatabase } from "../../../../test/support/postgres/database.ts";
import { searchable } from "../../../../test/support/searchable.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { search } from "./search.ts";

const { database } = await freshDatabase();
const { libraryOf } = searchable(database);

/** How many bit maps this connection has read lately. */
async function mapsRead(tx: Queryable): Promise<number> {
  const { read } = await tx.one<{ read: number }>(
    sql`select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables
        where relname = 'search_words'`,
  );
  return read;
}

test.each(["d", "ds", "dsc"])(
  "'%s' reads one bit map for each run of assets, however many words it begins",
  async (q) => {
    const names = Array.from({ length: 300 }, (_, i) => ({ name: `DSC${1000 + i}` }));
    const { organization, library } = await libraryOf(...names);
    const scope = { organizationId: organization, libraryIds: [library] };
    await database.transaction(async (tx) => {
      const before = await mapsRead(tx);
      const { found } = await search(tx, scope, q, { offset: 0, limit: 5 });
      expect(found).toBe(300);
      // One for the beginning, and one for a name that is the query itself.
      expect((await mapsRead(tx)) - before).toBeLessThanOrEqual(2);
    });
  },
);
