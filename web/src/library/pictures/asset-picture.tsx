import type { SyntheticEvent } from "react";
import { classes } from "../../ui/classes.ts";
import { altOf, type Pictured, sourcesOf } from "./sources.ts";

/**
 * A responsive picture that fades in over its background. `shownWidth` is its displayed width, like the `sizes` attribute
 * of an image ("200px", "90vw").
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

// Set on the element, because a React state would render each cell twice.
const show = ({ currentTarget }: SyntheticEvent<HTMLImageElement>) => {
  currentTarget.dataset.shown = "";
};
const hide = ({ currentTarget }: SyntheticEvent<HTMLImageElement>) => {
  delete currentTarget.dataset.shown;
};
const showIfThere = (image: HTMLImageElement | null) => {
  if (image?.complete && image.naturalWidth > 0) image.dataset.shown = "";
};

/** Props of a picture that fades in when it is loaded. */
export const fadingIn = {
  ref: showIfThere,
  onLoad: show,
  onError: hide,
  className: "opacity-0 transition-opacity duration-200 data-shown:opacity-100",
} as const;
