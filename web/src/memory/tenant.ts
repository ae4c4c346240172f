import { useQuery } from "@tanstack/react-query";
import { asking } from "../api/queries.ts";

/** Whether what people said is sealed with a key that only their agents hold. Undefined until it is known. */
export function useIsClosed(organizationId: string): boolean | undefined {
  const { data } = useQuery(asking("getTenant", {}, organizationId));
  return data && data.settings.encryption_mode === "byok";
}
