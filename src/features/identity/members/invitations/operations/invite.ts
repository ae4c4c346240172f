import { z } from "zod";
import { actorOf } from "../../../../../kernel/caller.ts";
import { fail } from "../../../../../kernel/failure.ts";
import { OrganizationId } from "../../../../../kernel/fields.ts";
import { Role } from "../../../../../kernel/role.ts";
import { mailboxKey } from "../../../../../kernel/strangers.ts";
import { dayMs } from "../../../../../platform/clock.ts";
import { base36, randomText } from "../../../../../platform/random-text.ts";
import { defineOperation } from "../../../services.ts";
import { isMember } from "../../store.ts";
import { Invitation } from "../invitation.ts";
import { invitationMail } from "../mail.ts";
import { putInvitation } from "../store.ts";

// Invitations go to people who did not ask for them, so mails are limited per organization, sender and recipient.
const invitationsMax = 50;
const mailsToOneMax = 5;
const daySeconds = 86_400;
const invitationDays = 14;

export const inviteMember = defineOperation({
  name: "inviteMember",
  noun: "Members",
  summary: "Invite someone by email; inviting an address again replaces the earlier invitation",
  description: "Only an account with this email address can accept.",
  access: { kind: "role", role: "owner" },
  input: z.strictObject({
    organizationId: OrganizationId,
    email: z.email({ error: "must be an email address" }).max(254),
    role: Role,
  }),
  output: Invitation.extend({
    mail: z
      .enum(["sent", "kept", "failed"])
      .meta({ description: "`kept` when the server has no mail server: the mail stays in the outbox." }),
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
      throw fail.conflict("This person is already a member. Change their role instead.");
    }
    const createdAt = clock.now();
    const invitation = await putInvitation(database, organization.id, {
      id: `inv_${randomText(base36, 26)}`,
      email: email.toLowerCase(),
      role,
      invitedBy: actorOf(caller).name,
      inviterId: actorOf(caller).id,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + invitationDays * dayMs),
    });
    const by = invitation.invitedBy ?? "Someone";
    const message = invitationMail(email, `${config.publicUrl}/invitations/${invitation.id}`, {
      by,
      organization: organization.name ?? organization.slug,
      role,
    });
    afterCommit(async ({ mailer, rateLimits }, answer) => {
      // Without a mail, the invitation still shows in the person's account.
      const mail = await rateLimits
        .spendFrom(`invitations to ${mailboxKey(invitation.email)}`, mailsToOneMax, daySeconds)
        .then(
          () => mailer.send(message),
          () => "failed" as const,
        );
      return { ...answer, mail };
    });
    return { ...invitation, mail: "failed" as const };
  },
});
