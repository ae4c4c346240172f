import { useQuery } from "@tanstack/react-query";
import { askingSmoothly } from "../api/queries.ts";
import { useSettled } from "../ui/settled.ts";

// Longer than the time between two key presses, and short enough to feel immediate.
const pauseMs = 150;
const shownMax = 8;

/** Assets of all libraries that match the typed text, debounced. */
export function useFoundAssets(organizationId: string, typed: string) {
  const q = useSettled(typed.trim(), pauseMs).slice(0, 500);
  const { data, isFetching, error } = useQuery({
    ...askingSmoothly("searchAssets", { organizationId, q, pageSize: shownMax }),
    enabled: q !== "",
  });
  const waiting = typed.trim() !== "" && (isFetching || q !== typed.trim().slice(0, 500));
  return { hits: typed.trim() === "" || q === "" ? [] : (data?.hits ?? []), waiting, error };
}
