import { z } from "zod";
import { fail } from "../../../../../kernel/failure.ts";
import { defineOperation } from "../../../services.ts";
import { InvitationId } from "../invitation.ts";
import { takeInvitation } from "../store.ts";

export const declineInvitation = defineOperation({
  name: "declineInvitation",
  noun: "Members",
  summary: "Decline an invitation to your address",
  access: { kind: "account" },
  input: z.strictObject({ invitationId: InvitationId }),
  output: z.object({ success: z.literal(true), organizationId: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  audit: ({ invitationId }) => ({ invitationId }),
  async run({ database, clock }, { invitationId }, { account }) {
    const invitation = await takeInvitation(database, account.email, invitationId, clock.now());
    if (!invitation) throw fail.missing("invitation");
    return { success: true as const, organizationId: invitation.slug };
  },
});
