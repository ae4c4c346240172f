import { z } from "zod";
import { Failure, fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import { insertMember, lockAccount } from "../members/store.ts";
import { defineOperation } from "../services.ts";
import { claimTokenHash } from "./claim.ts";
import * as store from "./store.ts";

export const ClaimToken = text(200).meta({ description: "The part of the link after `/claim/`." });

export const leadsNowhere = () =>
  new Failure(
    "RESOURCE_NOT_FOUND",
    "This link is incomplete or has expired. Check that you copied the whole link.",
  );

export const claimOrganization = defineOperation({
  name: "claimOrganization",
  noun: "Claims",
  summary: "Claim an organization by its claim link",
  description:
    "Makes the account the owner of the organization with its libraries, assets and keys, and lifts the unclaimed limits. " +
    "A link works once; repeating the call from the same account changes nothing.",
  access: { kind: "account" },
  input: z.strictObject({ token: ClaimToken }),
  output: z.object({ organizationId: z.string() }),
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT"],
  changesKeys: true,
  audit: () => ({}),
  async run({ database, clock }, { token }, { account }) {
    const at = clock.now();
    const { slug } = await database.transaction(async (tx) => {
      await lockAccount(tx, account.id);
      const claim = await store.lockClaim(tx, claimTokenHash(token));
      if (!claim) throw leadsNowhere();
      if (claim.claimedAt !== null && claim.claimedBy === account.id) return claim;
      if (claim.claimedAt !== null)
        throw fail.conflict("Someone has already claimed this. Ask them to invite you.");
      if (claim.expiresAt !== null && claim.expiresAt <= at) throw leadsNowhere();
      await store.noteClaimed(tx, claim.organizationId, account.id, at);
      await insertMember(tx, claim.organizationId, { accountId: account.id, role: "owner", createdAt: at });
      return claim;
    });
    return { organizationId: slug };
  },
});
