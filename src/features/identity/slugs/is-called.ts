import type { CallerOrganization } from "../../../kernel/caller.ts";

/** Whether a name is the organization's slug, or one that it had before. */
export const isCalled = ({ slug, formerSlugs }: CallerOrganization, name: unknown): boolean =>
  slug === name || (typeof name === "string" && formerSlugs.includes(name));
