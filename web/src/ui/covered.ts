import { useLayoutEffect } from "react";
import { shared } from "../state/shared.ts";

const covers = shared(0);

/** Whether something lies over the whole page, which is then `inert`. */
export const useCovered = (): boolean => covers.use() > 0;

/** Covers the page for as long as the component is there: what failed to load can't leave it covered. */
export function useCover(): void {
  useLayoutEffect(() => {
    covers.set(covers.get() + 1);
    return () => covers.set(covers.get() - 1);
  }, []);
}
