import type { SyntheticEvent } from "react";
import { classes } from "../../ui/classes.ts";
import { altOf, type Pictured, sourcesOf } from "./sources.ts";

/**
 * A picture in the size it is shown in, fading in over whatever stands behind it. `shownWidth`: how wide it will be, as in
 * `sizes` of an image ("200px", "90vw").
 */
export function AssetPicture({
  asset,
  shownWidth,
  alt = altOf(asset),
  eager = false,
  className,
}: {
  asset: Pictured;
  shownWidth: string;
  alt?: string;
  eager?: boolean;
  className?: string;
}) {
  return (
    <img
      {...sourcesOf(asset)}
      sizes={shownWidth}
      alt={alt}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
      draggable={false}
      {...fadingIn}
      className={classes(fadingIn.className, className)}
    />
  );
}

// Set on the element itself: a state for each picture would render each cell twice.
const show = ({ currentTarget }: SyntheticEvent<HTMLImageElement>) => {
  currentTarget.dataset.shown = "";
};
const hide = ({ currentTarget }: SyntheticEvent<HTMLImageElement>) => {
  delete currentTarget.dataset.shown;
};
const showIfThere = (image: HTMLImageElement | null) => {
  if (image?.complete && image.naturalWidth > 0) image.dataset.shown = "";
};

/** For a picture that fades in once it is there. */
export const fadingIn = {
  ref: showIfThere,
  onLoad: show,
  onError: hide,
  className: "opacity-0 transition-opacity duration-200 data-shown:opacity-100",
} as const;
