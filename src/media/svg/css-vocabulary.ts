// CSS functions and at-rules that load nothing, in small letters. A declaration or rule that uses another is removed.
// `url()` is not listed: it is kept when its reference is internal.

const words = (...lines: string[]) => new Set(lines.join(" ").split(" "));

export const cssAtRules = words(
  "media supports layer container scope starting-style property",
  "keyframes -webkit-keyframes -moz-keyframes",
);

export const cssFunctions = words(
  // Colours
  "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark device-cmyk",
  "icc-color icc-named-color cielab cielch cielchab",
  // Numbers and values
  "calc -webkit-calc -moz-calc min max clamp round mod rem abs sign sin cos tan asin acos atan atan2 pow sqrt hypot log",
  "exp var env counter counters fit-content minmax repeat",
  // Transforms
  "matrix matrix3d perspective translate translatex translatey translatez translate3d scale scalex scaley scalez scale3d",
  "rotate rotatex rotatey rotatez rotate3d skew skewx skewy",
  // Filters and shapes
  "blur brightness contrast drop-shadow grayscale hue-rotate invert opacity alpha saturate sepia",
  "circle ellipse inset polygon path rect xywh ray shape",
  // Gradients and easing
  "linear-gradient radial-gradient conic-gradient",
  "repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient",
  "-webkit-gradient -webkit-linear-gradient -webkit-radial-gradient -moz-linear-gradient -moz-radial-gradient",
  "cubic-bezier steps linear scroll view",
  // Font variants
  "stylistic styleset character-variant swash ornaments annotation",
  // Selectors and queries
  "not is where has matches any -webkit-any -moz-any nth-child nth-last-child nth-of-type nth-last-of-type lang dir",
  "selector style",
  // Times of animations
  "accesskey wallclock",
);
