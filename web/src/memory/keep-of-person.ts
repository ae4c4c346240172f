import type { QueryKey } from "@tanstack/react-query";

/** For `placeholderData`: what was shown of the same person stays until the next answer. What was shown of another does not. */
export const keepOfPerson =
  (userId: string) =>
  <Data>(previous: Data | undefined, former: { queryKey: QueryKey } | undefined): Data | undefined =>
    (former?.queryKey[1] as { user_id?: string } | undefined)?.user_id === userId ? previous : undefined;
