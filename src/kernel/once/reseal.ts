import { type Reseal, resealRows } from "../reseal.ts";
import { answerContext } from "./once.ts";
import { answersAfter, replaceAnswers } from "./store.ts";

/** The answers of calls with an Idempotency-Key. */
export const resealAnswers: Reseal = (tx, { from, to }) =>
  resealRows(
    (after: Buffer | undefined, limit) => answersAfter(tx, after, limit),
    ({ keySha256 }) => keySha256,
    (rows) =>
      replaceAnswers(
        tx,
        rows.map(({ keySha256, answer }) => {
          const context = answerContext(keySha256);
          return { keySha256, answer: to.seal(from.open(answer, context), context) };
        }),
      ),
  );
