// SVG 2, its filter and masking modules, and SVG 1.1's text and gradients. Elements that are not listed are removed with
// their contents: `script`, `foreignObject`, `handler`, `iframe`, `metadata` and every other namespace.

const words = (...lines: string[]) => new Set(lines.join(" ").split(" "));

export const svgElements = words(
  "svg g defs symbol use switch title desc view a style marker",
  "path rect circle ellipse line polyline polygon image",
  "text tspan textPath tref altGlyph",
  "linearGradient radialGradient meshgradient meshrow meshpatch stop pattern solidcolor hatch hatchpath",
  "clipPath mask filter cursor",
  "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap",
  "feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode",
  "feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence",
  "animate animateColor animateMotion animateTransform set mpath discard",
);

/** Attributes without a namespace. No event handler (`on…`) is listed; `href` and `style` are checked further. */
export const svgAttributes = words(
  "id class style lang tabindex role href target type media version baseProfile",
  "x y z x1 y1 x2 y2 cx cy r rx ry fx fy fr width height d points pathLength transform viewBox preserveAspectRatio",
  "zoomAndPan overflow clip clip-path clip-rule clipPathUnits mask mask-type maskUnits maskContentUnits",
  "fill fill-opacity fill-rule stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin",
  "stroke-miterlimit stroke-opacity stroke-width paint-order vector-effect opacity color color-interpolation",
  "color-interpolation-filters color-rendering shape-rendering image-rendering text-rendering display visibility",
  "mix-blend-mode isolation transform-origin transform-box cursor pointer-events enable-background",
  "marker marker-start marker-mid marker-end markerWidth markerHeight markerUnits refX refY orient",
  "gradientUnits gradientTransform spreadMethod offset stop-color stop-opacity solid-color solid-opacity",
  "patternUnits patternContentUnits patternTransform",
  "font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight letter-spacing",
  "word-spacing kerning text-anchor text-decoration text-overflow textLength lengthAdjust dominant-baseline",
  "alignment-baseline baseline-shift direction unicode-bidi writing-mode white-space inline-size line-height",
  "glyph-orientation-vertical glyph-orientation-horizontal dx dy rotate startOffset method spacing side",
  "filter filterUnits primitiveUnits in in2 result mode operator k1 k2 k3 k4 values tableValues slope intercept",
  "amplitude exponent order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha",
  "surfaceScale diffuseConstant specularConstant specularExponent lighting-color flood-color flood-opacity scale",
  "xChannelSelector yChannelSelector azimuth elevation limitingConeAngle pointsAtX pointsAtY pointsAtZ",
  "stdDeviation radius baseFrequency numOctaves seed stitchTiles",
  "attributeName attributeType begin dur end min max restart repeatCount repeatDur calcMode keyTimes keySplines",
  "keyPoints from to by additive accumulate origin path",
  "requiredFeatures requiredExtensions systemLanguage",
);

/** The animation elements that name their target in `attributeName`. */
export const animations = new Set(["animate", "animateColor", "animateTransform", "animateMotion", "set"]);

export const namespaces = {
  svg: "http://www.w3.org/2000/svg",
  xlink: "http://www.w3.org/1999/xlink",
  xml: "http://www.w3.org/XML/1998/namespace",
} as const;
