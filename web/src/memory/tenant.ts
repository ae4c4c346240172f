import { useQuery } from "@tanstack/react-query";
import { asking } from "../api/queries.ts";

/** Whether memory is encrypted with a key that only the agents have. Undefined while unknown. */
export function useIsClosed(organizationId: string): boolean | undefined {
  const { data, isError } = useQuery(asking("getTenant", {}, organizationId));
  // The next query on the page shows the error.
  if (!data && isError) return false;
  return data && data.settings.encryption_mode === "byok";
}
