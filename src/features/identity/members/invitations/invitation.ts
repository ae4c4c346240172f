import { z } from "zod";
import { text, UnixMs } from "../../../../kernel/fields.ts";
import { Role } from "../../../../kernel/role.ts";

export const InvitationId = text(64);

export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: Role,
  invitedBy: z.string().nullable(),
  createdAt: UnixMs,
  expiresAt: UnixMs,
});
