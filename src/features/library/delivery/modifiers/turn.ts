import { Flip } from "../../../../media/transform/transform.ts";
import { type Modifier, noted, numberIn, oneOf, switched } from "./modifier.ts";

const rot: Modifier = {
  name: "rot",
  takes: "degrees from 0 to 359, counter-clockwise",
  free: false,
  read: (value, asked) => noted(asked, "rotate", numberIn(value, 0, 359.9)),
};

const flip: Modifier = {
  name: "flip",
  takes: Flip.options.join(", "),
  free: false,
  read: (value, asked) => noted(asked, "flip", oneOf(Flip.options, value)),
};

/** Not in imgix, but in other servers and their clients. */
const flop: Modifier = {
  name: "flop",
  takes: "true or false",
  free: false,
  read(value, asked) {
    const mirrored = switched(value);
    if (mirrored) asked.flop = true;
    return mirrored !== undefined;
  },
};

export const turnModifiers = [rot, flip, flop];
