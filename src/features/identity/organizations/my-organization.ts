import { z } from "zod";
import type { CallerOrganization, MemberCaller, OrganizationOperator } from "../../../kernel/caller.ts";
import { Role } from "../../../kernel/role.ts";

/** An organization as its members see it. */
export const MyOrganization = z.object({
  id: z.string().meta({ description: "Its slug now; the one that was asked for may be an older one." }),
  name: z.string().nullable(),
  plan: z.string().nullable(),
  role: Role.nullable().meta({ description: "The caller's; null for the operator." }),
});

/** The caller's organization, with what was changed just now. */
export function shown(
  caller: MemberCaller | OrganizationOperator,
  changed: Partial<Pick<CallerOrganization, "name" | "slug">> = {},
): z.input<typeof MyOrganization> {
  const { slug, name, plan } = { ...caller.organization, ...changed };
  return { id: slug, name, plan, role: caller.kind === "session" ? caller.role : null };
}
