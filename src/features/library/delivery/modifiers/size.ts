import { edgeMax, fits } from "../../../../media/transform/transform.ts";
import { type Asked, type Length, type Modifier, noted, numberIn, oneOf } from "./modifier.ts";

const takesLength = `pixels from 1 to ${edgeMax}, or a share of the picture below 1, such as 0.5`;

/** A number up to 1 with decimals is a share. */
export function lengthIn(text: string): Length | undefined {
  const number = numberIn(text, 0, edgeMax);
  if (number === undefined || number === 0) return undefined;
  if (number < 1 || /^1\.0+$/.test(text)) return { share: number };
  return { pixels: Math.round(number) };
}

const w: Modifier = {
  name: "w",
  alias: "width",
  takes: takesLength,
  free: true,
  read: (value, asked) => noted(asked, "width", lengthIn(value)),
};

const h: Modifier = {
  name: "h",
  alias: "height",
  takes: takesLength,
  free: true,
  read: (value, asked) => noted(asked, "height", lengthIn(value)),
};

const dpr: Modifier = {
  name: "dpr",
  takes: "a number from 0.1 to 5",
  free: true,
  read: (value, asked) => noted(asked, "dpr", numberIn(value, 0.1, 5)),
};

const fit: Modifier = {
  name: "fit",
  takes: fits.join(", "),
  free: true,
  read: (value, asked) => noted(asked, "fit", oneOf(fits, value)),
};

const ar: Modifier = {
  name: "ar",
  takes: "width:height, such as 16:9",
  free: true,
  read: (value, asked) => noted(asked, "ratio", ratioIn(value)),
};

function ratioIn(text: string): Asked["ratio"] {
  const [width = "", height = "1", ...more] = text.split(":");
  const [w, h] = [numberIn(width, 0.01, 100_000), numberIn(height, 0.01, 100_000)];
  if (!w || !h || more.length > 0) return undefined;
  const ratio = w / h;
  return ratio >= 1 / 100 && ratio <= 100 ? ratio : undefined;
}

export const sizeModifiers = [w, h, dpr, fit, ar];
