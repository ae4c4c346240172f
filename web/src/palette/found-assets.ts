import { useQuery } from "@tanstack/react-query";
import { askingSmoothly } from "../api/queries.ts";
import { useSettled } from "../ui/settled.ts";

// A pause between two letters: shorter than it takes to wonder, longer than a key press.
const pauseMs = 150;
const shownMax = 8;

/** Assets of all libraries that fit what is being typed, a moment after it was. */
export function useFoundAssets(organizationId: string, typed: string) {
  const q = useSettled(typed.trim(), pauseMs).slice(0, 500);
  const { data, isFetching, error } = useQuery({
    ...askingSmoothly("searchAssets", { organizationId, q, pageSize: shownMax }),
    enabled: q !== "",
  });
  const waiting = typed.trim() !== "" && (isFetching || q !== typed.trim().slice(0, 500));
  return { hits: typed.trim() === "" || q === "" ? [] : (data?.hits ?? []), waiting, error };
}
