import { useQuery } from "@tanstack/react-query";
import { asking } from "../api/queries.ts";

/** Whether what people said is sealed with a key that only their agents hold. Undefined until it is known. */
export function useIsClosed(organizationId: string): boolean | undefined {
  const { data, isError } = useQuery(asking("getTenant", {}, organizationId));
  // Who asks on is told what is wrong.
  if (!data && isError) return false;
  return data && data.settings.encryption_mode === "byok";
}
