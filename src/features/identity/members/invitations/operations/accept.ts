import { z } from "zod";
import { fail } from "../../../../../kernel/failure.ts";
import { Role } from "../../../../../kernel/role.ts";
import { defineOperation } from "../../../services.ts";
import { insertMember, lockAccount } from "../../store.ts";
import { InvitationId } from "../invitation.ts";
import { takeInvitation } from "../store.ts";

export const acceptInvitation = defineOperation({
  name: "acceptInvitation",
  noun: "Members",
  summary: "Accept an invitation to your address",
  access: { kind: "account" },
  input: z.strictObject({ invitationId: InvitationId }),
  output: z.object({ organizationId: z.string(), role: Role }),
  fails: ["RESOURCE_NOT_FOUND"],
  audit: (_input, { role }) => ({ role }),
  async run({ database, clock }, { invitationId }, { account }) {
    const createdAt = clock.now();
    return database.transaction(async (tx) => {
      await lockAccount(tx, account.id);
      const invitation = await takeInvitation(tx, account.email, invitationId, createdAt);
      if (!invitation) throw fail.missing("invitation");
      const { organizationId, slug, role } = invitation;
      await insertMember(tx, organizationId, { accountId: account.id, role, createdAt });
      return { organizationId: slug, role };
    });
  },
});
