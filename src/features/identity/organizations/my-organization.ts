import { z } from "zod";
import type { CallerOrganization, MemberCaller, OrganizationOperator } from "../../../kernel/caller.ts";
import { Role } from "../../../kernel/role.ts";

/** An organization as its members see it. */
export const MyOrganization = z.object({
  id: z.string().meta({ description: "The current slug. The request may have used an older one." }),
  name: z.string().nullable(),
  plan: z.string().nullable(),
  role: Role.nullable().meta({ description: "The caller's role; null for the operator." }),
});

/** The caller's organization, with the given changes. */
export function shown(
  caller: MemberCaller | OrganizationOperator,
  changed: Partial<Pick<CallerOrganization, "name" | "slug">> = {},
): z.input<typeof MyOrganization> {
  const { slug, name, plan } = { ...caller.organization, ...changed };
  return { id: slug, name, plan, role: caller.kind === "session" ? caller.role : null };
}
