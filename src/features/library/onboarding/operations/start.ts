import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { slugFrom } from "../../../../kernel/slug.ts";
import { mailboxKey, strangersLimits } from "../../../../kernel/strangers.ts";
import { dayMs } from "../../../../platform/clock.ts";
import { claimLink, claimTokenHash, newClaimToken } from "../../../identity/claims/claim.ts";
import { startMail } from "../../../identity/claims/mails.ts";
import { countUnclaimed, insertClaim, lockAddress } from "../../../identity/claims/store.ts";
import { issueKey } from "../../../identity/keys/issue-key.ts";
import { randomOrganizationSlug } from "../../../identity/organizations/organization.ts";
import { insertOrganization } from "../../../identity/organizations/store.ts";
import { LibraryUrl, libraryUrl } from "../../libraries/created-library.ts";
import { LibraryName } from "../../libraries/library.ts";
import { insertLibrary } from "../../libraries/store.ts";
import { defineOperation } from "../../services.ts";

// An agent starts a few libraries; a script that floods the database would start thousands.
const startsPerNetwork = 60;
// Limits mails to one person. Somebody could start and claim libraries with another person's address without end.
const mailsPerPerson = { max: 20, windowSeconds: 86_400 };

/** The operator turned off starting without an account. */
const startsClosed = () =>
  fail.forbidden(
    "Libraries can't be started without an account on this server. Sign in, or ask its operator.",
  );

export const startWithoutAccount = defineOperation({
  name: "startWithoutAccount",
  noun: "Account",
  summary: "Start a library from nothing but an email address",
  description:
    "Creates an organization with one library and a key with write access, which is shown only once. The person at the address " +
    "gets a claim link by email. An unclaimed organization is removed at `expiresAt`.",
  access: { kind: "anonymous" },
  input: z.strictObject({
    email: z
      .email({ error: "must be an email address" })
      .max(254)
      .meta({ examples: ["ada@example.com"] }),
    name: LibraryName.optional().meta({ description: "Name of the library.", examples: ["Barcelona"] }),
  }),
  output: z.object({
    organizationId: z.string().meta({ examples: ["k3v9x0q2m8w1ad"] }),
    libraryId: z.string().meta({ examples: ["barcelona"] }),
    libraryUrl: LibraryUrl,
    apiKey: z.string().meta({ description: "Shown this once.", examples: ["pk_…"] }),
    claimUrl: z.string().meta({
      description: "For the person. Signing in through it makes them the owner.",
      examples: ["https://pictures.example.com/claim/…"],
    }),
    expiresAt: z.iso.datetime().meta({
      description: "When everything is removed, unless it is claimed.",
      examples: ["2026-12-21T09:00:00.000Z"],
    }),
    emailSent: z.boolean().meta({ description: "Whether the mail server accepted the mail." }),
  }),
  fails: ["RATE_LIMITED", "FORBIDDEN"],
  rest: { method: "POST", path: "/libraries" },
  mcp: {
    tool: "create_organization",
    title: "Start without an account",
    description:
      "Starts an image library for a person from nothing but their email address; needs no key. Returns an API key, shown only " +
      "now: use it as the Bearer token. Give the person the claimUrl; until it is opened, the library is held until expiresAt.",
    effect: "create",
  },
  audit: ({ email }) => ({ email }),
  limits: ({ email }, { address }, { config }) => [
    ...strangersLimits("start", address, {
      perNetworkMax: startsPerNetwork,
      perServerMax: config.startsPerHour,
    }),
    { bucket: `starts for ${mailboxKey(email)}`, ...mailsPerPerson },
  ],
  async run({ config, database, clock, secret }, { email, name = "Library" }, _caller, afterCommit) {
    if (!config.anonymousStarts) throw startsClosed();
    const createdAt = clock.now();
    const expiresAt = new Date(createdAt.getTime() + config.claimDays * dayMs);
    const address = email.toLowerCase();
    const organizationSlug = randomOrganizationSlug();
    const librarySlug = slugFrom(name);
    const claimToken = newClaimToken();

    const key = await database.transaction(async (tx) => {
      await lockAddress(tx, address);
      if ((await countUnclaimed(tx, address, createdAt)) >= config.unclaimedPerEmail) {
        throw fail.input(
          `email: ${config.unclaimedPerEmail} libraries for this address have not been claimed yet. Claim one of them first.`,
        );
      }
      const organization = {
        slug: organizationSlug,
        name: null,
        plan: null,
        startedBy: email,
        createdAt,
        expiresAt,
      };
      const organizationId = (await insertOrganization(tx, organization)) as number;
      await insertLibrary(tx, organizationId, { slug: librarySlug, name, createdAt });
      await insertClaim(tx, organizationId, claimTokenHash(claimToken));
      return issueKey(tx, organizationId, {
        name: "Started without an account",
        prefix: "pk_",
        libraries: { [librarySlug]: "write" },
        scopes: [],
        createdAt,
        expiresAt: null,
        sealedUnder: secret,
      });
    });

    const claimUrl = claimLink(config, claimToken);
    afterCommit(async ({ mailer }, answer) => {
      const emailSent =
        (await mailer.send(startMail(email, { what: "image library", claimUrl, expiresAt }))) === "sent";
      return { ...answer, emailSent };
    });
    return {
      organizationId: organizationSlug,
      libraryId: librarySlug,
      libraryUrl: libraryUrl(config, organizationSlug, librarySlug),
      apiKey: key.token,
      claimUrl,
      expiresAt: expiresAt.toISOString(),
      emailSent: false,
    };
  },
});
