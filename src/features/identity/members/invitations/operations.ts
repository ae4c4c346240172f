import { z } from "zod";
import { actorOf } from "../../../../kernel/caller.ts";
import { fail } from "../../../../kernel/failure.ts";
import { OrganizationId, text, UnixMs } from "../../../../kernel/fields.ts";
import { Role } from "../../../../kernel/role.ts";
import { dayMs } from "../../../../platform/clock.ts";
import { base36, randomText } from "../../../../platform/random-text.ts";
import { invitationMail } from "../../accounts/mails.ts";
import { defineOperation } from "../../services.ts";
import { insertMember, isMember } from "../store.ts";
import * as store from "./store.ts";

// Mails go to people who did not ask for them: so many a day from an organization, from a person, and to an address.
const invitationsMax = 50;
const mailsToOneMax = 5;
const daySeconds = 86_400;
const invitationDays = 14;

const owners = { kind: "role", role: "owner" } as const;
const InvitationId = text(64);
const success = z.object({ success: z.literal(true) });

const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: Role,
  invitedBy: z.string().nullable(),
  createdAt: UnixMs,
  expiresAt: UnixMs,
});

export const inviteMember = defineOperation({
  name: "inviteMember",
  noun: "Members",
  summary: "Invite somebody by mail; inviting an address again takes the place of the first time",
  description: "Only an account of this very address can accept.",
  access: owners,
  input: z.strictObject({
    organizationId: OrganizationId,
    email: z.email({ error: "must be an e-mail address" }).max(254),
    role: Role,
  }),
  output: Invitation.extend({
    mail: z
      .enum(["sent", "kept", "failed"])
      .meta({ description: "`kept`: it lies in the outbox, since the server has no mail server." }),
  }),
  fails: ["CONFLICT", "RATE_LIMITED"],
  audit: ({ email, role }) => ({ email, role }),
  limits: (_input, caller) => {
    const perDay = { max: invitationsMax, windowSeconds: daySeconds };
    return [
      { bucket: `invitations of ${caller.organization.id}`, ...perDay },
      ...(caller.kind === "session" ? [{ bucket: `invitations by ${caller.account.id}`, ...perDay }] : []),
    ];
  },
  async run({ database, clock, config }, { email, role }, caller, afterCommit) {
    const { organization } = caller;
    if (await isMember(database, organization.id, email)) {
      throw fail.conflict("This person is a member already. Change their role instead.");
    }
    const createdAt = clock.now();
    const invitation = await store.putInvitation(database, organization.id, {
      id: `inv_${randomText(base36, 26)}`,
      email: email.toLowerCase(),
      role,
      invitedBy: actorOf(caller).name,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + invitationDays * dayMs),
    });
    const by = invitation.invitedBy ?? "Somebody";
    const message = invitationMail(email, `${config.publicUrl}/invitations/${invitation.id}`, {
      by,
      organization: organization.name ?? organization.slug,
      role,
    });
    afterCommit(async ({ mailer, rateLimits }, answer) => {
      // Somebody who was flooded by strangers still finds the invitation in their account.
      const mail = await rateLimits
        .spendFrom(`invitations to ${invitation.email}`, mailsToOneMax, daySeconds)
        .then(
          () => mailer.send(message),
          () => "failed" as const,
        );
      return { ...answer, mail };
    });
    return { ...invitation, mail: "failed" as const };
  },
});

export const listInvitations = defineOperation({
  name: "listInvitations",
  noun: "Members",
  summary: "List the invitations that wait for an answer",
  access: owners,
  input: z.strictObject({ organizationId: OrganizationId }),
  output: z.array(Invitation),
  async run({ database, clock }, _input, { organization }) {
    return store.invitationsOf(database, organization.id, clock.now());
  },
});

export const withdrawInvitation = defineOperation({
  name: "withdrawInvitation",
  noun: "Members",
  summary: "Take an invitation back",
  access: owners,
  input: z.strictObject({ organizationId: OrganizationId, invitationId: InvitationId }),
  output: success,
  fails: ["RESOURCE_NOT_FOUND"],
  audit: ({ invitationId }) => ({ invitationId }),
  async run({ database }, { invitationId }, { organization }) {
    if (!(await store.deleteInvitation(database, organization.id, invitationId)))
      throw fail.missing("invitation");
    return { success: true as const };
  },
});

export const acceptInvitation = defineOperation({
  name: "acceptInvitation",
  noun: "Members",
  summary: "Accept an invitation to the address that one is signed in with",
  access: { kind: "account" },
  input: z.strictObject({ invitationId: InvitationId }),
  output: z.object({ organizationId: z.string(), role: Role }),
  fails: ["RESOURCE_NOT_FOUND"],
  audit: (_input, { role }) => ({ role }),
  async run({ database, clock }, { invitationId }, { account }) {
    const createdAt = clock.now();
    return database.transaction(async (tx) => {
      const invitation = await store.takeInvitation(tx, account.email, invitationId, createdAt);
      if (!invitation) throw fail.missing("invitation");
      const { organizationId, slug, role } = invitation;
      await insertMember(tx, organizationId, { accountId: account.id, role, createdAt });
      return { organizationId: slug, role };
    });
  },
});

export const declineInvitation = defineOperation({
  name: "declineInvitation",
  noun: "Members",
  summary: "Decline an invitation to the address that one is signed in with",
  access: { kind: "account" },
  input: z.strictObject({ invitationId: InvitationId }),
  output: success.extend({ organizationId: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  audit: ({ invitationId }) => ({ invitationId }),
  async run({ database, clock }, { invitationId }, { account }) {
    const invitation = await store.takeInvitation(database, account.email, invitationId, clock.now());
    if (!invitation) throw fail.missing("invitation");
    return { success: true as const, organizationId: invitation.slug };
  },
});
