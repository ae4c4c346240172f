import { type Reseal, resealRows } from "../../../kernel/reseal.ts";
import { sealContext } from "./issue-key.ts";
import { replaceSealedTokens, sealedTokensAfter } from "./store.ts";

/** Tokens that owners may reveal. */
export const resealTokens: Reseal = (tx, { from, to }) =>
  resealRows(
    (after: string | undefined, limit) => sealedTokensAfter(tx, after ?? "", limit),
    ({ id }) => id,
    (rows) =>
      replaceSealedTokens(
        tx,
        rows.map(({ id, sealed }) => ({
          id,
          sealed: to.seal(from.open(sealed, sealContext(id)), sealContext(id)),
        })),
      ),
  );
