import { type Checkup, openFindings, type Problem } from "../../../kernel/checkup.ts";
import type { Database } from "../../../platform/database/database.ts";
import { longTransaction } from "../../../platform/database/store.ts";
import { changeLibraries } from "../libraries/change.ts";
import { allLibraryIds, countWrong, type Derived, rebuild, runs, tags, words } from "./store.ts";

const advice = "Run 'rookery doctor --fix', which makes them anew from the assets.";
const kinds: readonly { derived: Derived; problem: Problem }[] = [
  { derived: runs, problem: { problem: "The counts of a library's assets are wrong.", advice } },
  { derived: tags, problem: { problem: "The counts of a library's tags are wrong.", advice } },
  {
    derived: words,
    problem: { problem: "What a library's search finds is not what its assets say.", advice },
  },
];

/** What triggers keep of each library: counts of assets and tags, and the words of search. */
export const libraryCounts: Checkup = {
  name: "counts of libraries",
  async run({ database }, { fix, quick, progress }) {
    const findings = openFindings();
    const ids = await allLibraryIds(database);
    for (const [done, id] of ids.entries()) {
      for (const { derived, problem } of kinds) {
        if (quick && derived === words) continue;
        const wrong = await longTransaction(database)((tx) => countWrong(tx, derived, id));
        if (wrong === 0) continue;
        if (fix) await makeAnew(database, derived, id);
        findings.note(problem, `library ${id}: ${wrong} rows`, fix);
      }
      progress(done + 1, ids.length, 0);
    }
    return findings.all();
  },
};

const makeAnew = (database: Database, derived: Derived, libraryId: number) =>
  changeLibraries({ ...database, transaction: longTransaction(database) }, [libraryId], (tx) =>
    rebuild(tx, derived, libraryId),
  );
