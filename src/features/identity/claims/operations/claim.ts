import { z } from "zod";
import { Failure, fail } from "../../../../kernel/failure.ts";
import { text, UnixMs } from "../../../../kernel/fields.ts";
import { defineOperation } from "../../../../kernel/operation.ts";
import { insertMember } from "../../members/store.ts";
import { claimTokenHash } from "../claim.ts";
import * as store from "../store.ts";
import { claimState } from "../waiting.ts";

const ClaimToken = text(200).meta({ description: "What follows `/claim/` in the link." });

const leadsNowhere = () =>
  new Failure(
    "RESOURCE_NOT_FOUND",
    "This link leads nowhere: it is incomplete, or what was behind it was not claimed in time and is gone.",
  );

export const peekClaim = defineOperation({
  name: "peekClaim",
  noun: "Claims",
  summary: "Tell what waits behind a claim link",
  description: "Needs no sign-in. Once claimed or expired, nothing of it is told any more.",
  access: { kind: "anonymous" },
  input: z.strictObject({ token: ClaimToken }),
  output: z.object({
    state: z.enum(["waiting", "claimed", "expired"]),
    name: z.string().nullable(),
    assets: z.int(),
    pictures: z
      .array(z.object({ url: z.string(), alt: z.string() }))
      .meta({ description: "The newest six." }),
    memory: z.boolean().meta({ description: "Whether it is a memory tenant, not an image library." }),
    users: z.int().meta({ description: "People that agents keep memory of." }),
    expiresAt: UnixMs.nullable().meta({ description: "When all of it is removed; null when it is not." }),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  async run(services, { token }) {
    const claim = await claimState(services, token);
    if (claim.state === "unknown") throw leadsNowhere();
    if (claim.state !== "waiting") {
      return {
        state: claim.state,
        name: null,
        assets: 0,
        pictures: [],
        memory: false,
        users: 0,
        expiresAt: null,
      };
    }
    const { name, assets, users, expiresAt, libraryId } = claim.waiting;
    const { state, pictures } = claim;
    const memory = libraryId === null;
    return { state, name, assets, pictures, memory, users, expiresAt: expiresAt?.getTime() ?? null };
  },
});

export const claimOrganization = defineOperation({
  name: "claimOrganization",
  noun: "Claims",
  summary: "Take over what waits behind a claim link",
  description:
    "The organization with its libraries, assets and keys belongs to the account, and the limits of the unclaimed lift. " +
    "It works once; for whoever claimed it, asking again changes nothing.",
  access: { kind: "account" },
  input: z.strictObject({ token: ClaimToken }),
  output: z.object({ organizationId: z.string() }),
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT"],
  audit: () => ({}),
  async run({ database, clock, keyCache }, { token }, { account }) {
    const at = clock.now();
    const { organizationId, slug } = await database.transaction(async (tx) => {
      const claim = await store.lockClaim(tx, claimTokenHash(token));
      if (!claim) throw leadsNowhere();
      if (claim.claimedAt !== null && claim.claimedBy === account.id) return claim;
      if (claim.claimedAt !== null)
        throw fail.conflict("Somebody claimed this already. Ask them to invite you.");
      if (claim.expiresAt !== null && claim.expiresAt <= at) throw leadsNowhere();
      await store.noteClaimed(tx, claim.organizationId, account.id, at);
      await insertMember(tx, claim.organizationId, { accountId: account.id, role: "owner", createdAt: at });
      return claim;
    });
    keyCache.forget(organizationId);
    return { organizationId: slug };
  },
});
