import { type Checkup, openFindings, type Problem } from "../../../kernel/checkup.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { unpackTerms } from "../index/packed-terms.ts";
import { asNumber, blockOf, gatherBlock } from "../index/posting-blocks.ts";
import { appendPostings, dropPostings, type Indexed } from "../index/store.ts";
import { lockUserById } from "../users/store.ts";
import {
  allUsers,
  areCountsRight,
  countAgain,
  countUsers,
  indexedAfter,
  outdate,
  postingBlocks,
} from "./store.ts";

const counts: Problem = {
  problem: "The counts of a user's exchanges are wrong.",
  advice: "Run 'rookery doctor --fix', which counts again.",
};
const index: Problem = {
  problem: "The index of a user's memory is not what the exchanges say, so that recall misses some.",
  advice: "Run 'rookery doctor --fix', which makes it anew.",
};

const exchangesAtATime = 500;

/** Each user's counts and index. Neither needs a key: the index holds keyed hashes that the exchanges have, too. */
export const memoryUsers: Checkup = {
  name: "memory of users",
  async run({ database }, { fix, quick, progress }) {
    const findings = openFindings();
    const of = await countUsers(database);
    let done = 0;
    for await (const { id } of allUsers(database)) {
      for (const { problem, isRight, mend } of quick ? [ofCounts] : [ofCounts, ofIndex]) {
        if (await isRight(database, id)) continue;
        // Calls for the user wait meanwhile, so that this looks at one moment.
        const outcome = await database.transaction(async (tx) => {
          if (!(await lockUserById(tx, id)) || (await isRight(tx, id))) return "right";
          if (fix) await mend(tx, id);
          return "wrong";
        });
        if (outcome === "wrong") findings.note(problem, id, fix);
      }
      progress(++done, Math.max(of, done), 0);
    }
    return findings.all();
  },
};

const ofCounts = { problem: counts, isRight: areCountsRight, mend: countAgain };
const ofIndex = { problem: index, isRight: isIndexRight, mend: indexAgain };

async function* indexed(db: Queryable, userId: string): AsyncIterable<Indexed[]> {
  for (let after = -1; ; ) {
    const rows = await indexedAfter(db, userId, after, exchangesAtATime);
    if (rows.length > 0) yield rows;
    if (rows.length < exchangesAtATime) return;
    after = rows.at(-1)?.ordinal ?? after;
  }
}

async function isIndexRight(db: Queryable, userId: string): Promise<boolean> {
  const blocks = new Map<string, number[]>();
  for await (const rows of indexed(db, userId)) {
    for (const { ordinal, terms } of rows) {
      for (const { term, user, agent } of unpackTerms(terms)) {
        const slot = `${term.toString("latin1")} ${blockOf(ordinal)}`;
        const entries = blocks.get(slot) ?? [];
        blocks.set(slot, entries);
        entries.push(asNumber(ordinal, user, agent));
      }
    }
  }
  const found = await postingBlocks(db, userId);
  if (found.length !== blocks.size) return false;
  return found.every(({ term, block, data }) => {
    const entries: number[] = [];
    gatherBlock(block, data, entries);
    // Conversations that were flushed one by one are out of order.
    const expected = blocks.get(`${term.toString("latin1")} ${block}`)?.toSorted((a, b) => a - b);
    return expected?.join() === entries.toSorted((a, b) => a - b).join();
  });
}

async function indexAgain(tx: Queryable, userId: string): Promise<void> {
  await dropPostings(tx, userId);
  for await (const rows of indexed(tx, userId)) await appendPostings(tx, userId, rows);
  await outdate(tx, userId);
}
