import { formats } from "../../../../media/transform/transform.ts";
import { type Modifier, noted, numberIn, oneOf, switched } from "./modifier.ts";

const fm: Modifier = {
  name: "fm",
  takes: formats.join(", "),
  free: true,
  read: (value, asked) => noted(asked, "format", value === "jpeg" ? "jpg" : oneOf(formats, value)),
};

const q: Modifier = {
  name: "q",
  takes: "a number from 0 to 100",
  free: true,
  read(value, asked) {
    const quality = numberIn(value, 0, 100);
    return noted(asked, "quality", quality === undefined ? undefined : Math.max(1, Math.round(quality)));
  },
};

// `enhance` and `redeye` change nothing here: clients of imgix set them by default.
const autoWords = ["format", "compress", "enhance", "redeye", "true"] as const;

const auto: Modifier = {
  name: "auto",
  takes: `${autoWords.slice(0, 4).join(", ")}, or several of them with commas`,
  free: true,
  read(value, asked) {
    const words = value.split(",").filter(Boolean);
    asked.auto = [...(asked.auto ?? []), ...words];
    return words.every((word) => oneOf(autoWords, word));
  },
};

const lossless: Modifier = {
  name: "lossless",
  takes: "true or false",
  free: false,
  read(value, asked) {
    const on = switched(value);
    if (on) asked.lossless = true;
    return on !== undefined;
  },
};

export const outputModifiers = [fm, q, auto, lossless];
