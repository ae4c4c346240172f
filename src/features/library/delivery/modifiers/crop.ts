import { type Asked, type Length, type Modifier, noted, numberIn, oneOf, type Place } from "./modifier.ts";
import { lengthIn } from "./size.ts";

const cropWords = [
  "top",
  "bottom",
  "left",
  "right",
  "center",
  "faces",
  "entropy",
  "edges",
  "focalpoint",
] as const;

const crop: Modifier = {
  name: "crop",
  takes: `${cropWords.join(", ")}, or several of them with commas`,
  free: true,
  read(value, asked) {
    const words = value.split(",");
    return words.every((word) => oneOf(cropWords, word)) && noted(asked, "crop", words);
  },
};

const focus = (name: "fp-x" | "fp-y", axis: "x" | "y"): Modifier => ({
  name,
  takes: "a share of the picture from 0 to 1",
  free: false,
  read(value, asked) {
    const share = numberIn(value, 0, 1);
    if (share !== undefined) asked.focus = { ...asked.focus, [axis]: share };
    return share !== undefined;
  },
});

const rect: Modifier = {
  name: "rect",
  takes:
    "x,y,width,height in pixels or shares; x may be left, center or right, y top, middle or bottom, and a side full",
  free: false,
  read: (value, asked) => noted(asked, "rect", rectIn(value)),
};

function rectIn(text: string): Asked["rect"] {
  const [left = "", top = "", wide = "", high = "", ...more] = text.split(",");
  const x = placeIn(left, ["left", "center", "right"]);
  const y = placeIn(top, ["top", "middle", "bottom"]);
  const [width, height] = [sideIn(wide), sideIn(high)];
  if (!x || !y || !width || !height || more.length > 0) return undefined;
  return [x, y, width, height];
}

function placeIn(text: string, words: [string, string, string]): Place | undefined {
  const at = words.indexOf(text);
  if (at >= 0) return (["start", "middle", "end"] as const)[at];
  return text === "0" ? { pixels: 0 } : coordinateIn(text);
}

// Pictures have more pixels than a result may have.
const coordinateMax = 100_000;

function coordinateIn(text: string): Length | undefined {
  const number = numberIn(text, 0, coordinateMax);
  if (number === undefined) return undefined;
  return lengthIn(text) ?? { pixels: Math.round(number) };
}

function sideIn(text: string): Length | undefined {
  if (text === "full") return { share: 1 };
  const side = coordinateIn(text);
  return side && ("share" in side || side.pixels > 0) ? side : undefined;
}

const trim: Modifier = {
  name: "trim",
  takes: "auto or color",
  free: false,
  read: (value, asked) => noted(asked, "trim", oneOf(["auto", "color"], value)),
};

const frame: Modifier = {
  name: "frame",
  takes: "the number of a frame, from 1",
  free: false,
  read: (value, asked) => {
    const number = numberIn(value, 1, 10_000);
    return Number.isInteger(number) && noted(asked, "frame", number);
  },
};

/** Not in imgix: the picture without the edits that are saved with it. */
const edits: Modifier = {
  name: "edits",
  takes: "none",
  free: true,
  read: (value, asked) => noted(asked, "unedited", value === "none" ? true : undefined),
};

export const cropModifiers = [edits, crop, focus("fp-x", "x"), focus("fp-y", "y"), rect, trim, frame];
