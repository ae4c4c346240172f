import { useLayoutEffect } from "react";
import { shared } from "../state/shared.ts";

const covers = shared(0);

/** Whether an overlay covers the whole page, which is then `inert`. */
export const useCovered = (): boolean => covers.use() > 0;

/** Covers the page while the component is mounted, so that a failed overlay cannot leave it covered. */
export function useCover(): void {
  useLayoutEffect(() => {
    covers.set(covers.get() + 1);
    return () => covers.set(covers.get() - 1);
  }, []);
}
