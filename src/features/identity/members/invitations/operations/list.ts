import { z } from "zod";
import { OrganizationId } from "../../../../../kernel/fields.ts";
import { defineOperation } from "../../../services.ts";
import { Invitation } from "../invitation.ts";
import { invitationsOf } from "../store.ts";

export const listInvitations = defineOperation({
  name: "listInvitations",
  noun: "Members",
  summary: "List the pending invitations",
  access: { kind: "role", role: "owner" },
  input: z.strictObject({ organizationId: OrganizationId }),
  output: z.array(Invitation),
  reads: true,
  async run({ database, clock }, _input, { organization }) {
    return invitationsOf(database, organization.id, clock.now());
  },
});
