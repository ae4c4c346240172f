import { colourIn } from "./colour.ts";
import { type Asked, type Modifier, noted, numberIn } from "./modifier.ts";

const blur: Modifier = {
  name: "blur",
  takes: "a number from 0 to 2000",
  free: false,
  read: (value, asked) => noted(asked, "blur", numberIn(value, 0, 2000)),
};

const sharp: Modifier = {
  name: "sharp",
  takes: "a number from 0 to 100",
  free: false,
  read: (value, asked) => noted(asked, "sharpen", numberIn(value, 0, 100)),
};

const bg: Modifier = {
  name: "bg",
  takes: "a colour: rgb, argb, rrggbb or aarrggbb in hexadecimal digits, or a CSS name",
  free: false,
  read: (value, asked) => noted(asked, "background", colourIn(value)),
};

// More would be a picture of padding.
const padMax = 2000;

const padding = (name: string, side: keyof NonNullable<Asked["pad"]>): Modifier => ({
  name,
  takes: `pixels from 0 to ${padMax}`,
  free: false,
  read(value, asked) {
    const pixels = numberIn(value, 0, padMax);
    if (pixels !== undefined) asked.pad = { ...asked.pad, [side]: Math.round(pixels) };
    return pixels !== undefined;
  },
});

export const effectModifiers = [
  blur,
  sharp,
  bg,
  padding("pad", "all"),
  padding("pad-top", "top"),
  padding("pad-right", "right"),
  padding("pad-bottom", "bottom"),
  padding("pad-left", "left"),
];
