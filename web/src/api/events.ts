import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** Follows what changes in an organization, whoever changes it, and has what is shown read again. */
export function useLiveEvents(organizationId: string): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const source = new EventSource(`/api/app/events?${new URLSearchParams({ organizationId })}`);
    return () => source.close();
  }, [organizationId, queryClient]);
}
