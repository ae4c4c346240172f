import { useEffect } from "react";
import { isPictured, sourcesOf } from "../library/pictures/sources.ts";
import type { Asset } from "../server/operations.ts";

/** Preloads a picture that is likely to be opened next, in the size it will be shown in. */
export function usePreload(asset: Asset | null): void {
  const wanted = asset && isPictured(asset) ? asset : null;
  const { src, srcSet } = wanted ? sourcesOf(wanted) : {};
  const { width, height } = wanted ?? {};
  useEffect(() => {
    if (src === undefined) return;
    const image = new Image();
    const fit = Math.min(1, innerWidth / (width ?? 1), innerHeight / (height ?? 1));
    image.sizes = `${Math.ceil((width ?? innerWidth) * fit)}px`;
    if (srcSet) image.srcset = srcSet;
    image.src = src;
  }, [src, srcSet, width, height]);
}
