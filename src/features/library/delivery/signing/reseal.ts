import { type Reseal, resealRows } from "../../../../kernel/reseal.ts";
import { dayMs } from "../../../../platform/clock.ts";
import { sealLinkKey } from "../../signing/signature.ts";
import { keepLinkKeys, linkSaltsAfter } from "./store.ts";

/** Lets links that were signed before work for some days. */
export const resealLinks =
  (days: number): Reseal =>
  (tx, { from, to, at }) =>
    resealRows(
      (after: number | undefined, limit) => linkSaltsAfter(tx, after ?? 0, limit),
      ({ organizationId }) => organizationId,
      (rows) =>
        keepLinkKeys(
          tx,
          rows.map(({ organizationId, linkSalt }) => ({
            organizationId,
            sealedKey: sealLinkKey(from, to, linkSalt),
          })),
          new Date(at.getTime() + days * dayMs),
        ),
    );
