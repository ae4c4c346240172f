import { z } from "zod";
import { fail } from "../../../../../kernel/failure.ts";
import { OrganizationId } from "../../../../../kernel/fields.ts";
import { defineOperation } from "../../../services.ts";
import { InvitationId } from "../invitation.ts";
import { deleteInvitation } from "../store.ts";

export const withdrawInvitation = defineOperation({
  name: "withdrawInvitation",
  noun: "Members",
  summary: "Withdraw an invitation",
  access: { kind: "role", role: "owner" },
  input: z.strictObject({ organizationId: OrganizationId, invitationId: InvitationId }),
  output: z.object({ success: z.literal(true) }),
  fails: ["RESOURCE_NOT_FOUND"],
  audit: ({ invitationId }) => ({ invitationId }),
  async run({ database }, { invitationId }, { organization }) {
    if (!(await deleteInvitation(database, organization.id, invitationId))) throw fail.missing("invitation");
    return { success: true as const };
  },
});
