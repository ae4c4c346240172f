import { fail } from "../../../kernel/failure.ts";

/** How many slugs one account or organization may take a day. A slug stays taken for good. */
export const slugsPerDay = { max: 20, windowSeconds: 86_400 };

export const slugTaken = (slug: string) =>
  fail.conflict(`The slug '${slug}' is taken. Choose a different slug.`);
