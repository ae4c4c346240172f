import { type Reseal, resealRows } from "../../../../kernel/reseal.ts";
import { dayMs } from "../../../../platform/clock.ts";
import { type FormerLinkKey, formerKeysWith, linkKeyOf, sealedLinkKey } from "../../signing/signature.ts";
import { keepLinkKeys, linkKeysAfter } from "./store.ts";

/**
 * Lets links that were signed before work for some days. Those of still earlier keys end when they would have, or then if that is
 * sooner.
 */
export const resealLinks =
  (days: number): Reseal =>
  (tx, { from, to, at }) => {
    const until = new Date(at.getTime() + days * dayMs).toISOString();
    const sealed = (key: FormerLinkKey) => ({
      ...key,
      sealedKey: sealedLinkKey(to, key.salt, linkKeyOf(from, key)),
    });
    return resealRows(
      (after: number | undefined, limit) => linkKeysAfter(tx, after ?? 0, limit),
      ({ organizationId }) => organizationId,
      (rows) =>
        keepLinkKeys(
          tx,
          rows.map(({ organizationId, linkSalt, formerLinkKeys }) => {
            const present = { salt: linkSalt.toString("hex"), sealedKey: null, until };
            return {
              organizationId,
              formerLinkKeys: formerKeysWith(present, formerLinkKeys, at).map(sealed),
            };
          }),
        ),
    );
  };
