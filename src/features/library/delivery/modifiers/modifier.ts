import type { Fit, Flip, Format, Point } from "../../../../media/transform/transform.ts";

/** A length in pixels, or a share of the picture's. */
export type Length = { pixels: number } | { share: number };

/** What a link asks for, as far as it says. */
export interface Asked {
  width?: Length;
  height?: Length;
  dpr?: number;
  fit?: Fit;
  /** Width divided by height. */
  ratio?: number;
  crop?: string[];
  focus?: Partial<Point>;
  rect?: [x: Place, y: Place, width: Length, height: Length];
  trim?: "auto" | "color";
  frame?: number;
  rotate?: number;
  flip?: Flip;
  flop?: true;
  blur?: number;
  sharpen?: number;
  background?: string;
  pad?: Partial<Record<"all" | "top" | "right" | "bottom" | "left", number>>;
  format?: Format;
  quality?: number;
  auto?: string[];
  lossless?: true;
  /** Without the edits that are saved with the asset. */
  unedited?: true;
}

/** Where a rectangle starts: a length, or `start`, `middle` or `end` of the picture. */
export type Place = Length | "start" | "middle" | "end";

/** One parameter of a link, as in imgix. */
export interface Modifier {
  name: string;
  alias?: string;
  /** The values that it takes, for people. */
  takes: string;
  /** Whether links may use it without a signature. */
  free: boolean;
  /** Notes what a value asks for. Returns false if the value is impossible. */
  read(value: string, asked: Asked): boolean;
}

/** A number from `min` to `max`. Undefined if the text is anything else. */
export function numberIn(text: string, min: number, max: number): number | undefined {
  if (!/^-?\d{1,6}(\.\d{1,10})?$/.test(text)) return undefined;
  const number = Number(text);
  return number >= min && number <= max ? number : undefined;
}

/** Notes a value, unless it is undefined. */
export function noted<Key extends keyof Asked>(asked: Asked, key: Key, value: Asked[Key]): boolean {
  if (value !== undefined) asked[key] = value;
  return value !== undefined;
}

/** One of the words, or undefined. */
export const oneOf = <Word extends string>(words: readonly Word[], text: string): Word | undefined =>
  words.find((word) => word === text);

/** A parameter that counts if its value is true, 1 or missing. */
export function switched(text: string): true | false | undefined {
  if (text === "true" || text === "1" || text === "") return true;
  return text === "false" || text === "0" ? false : undefined;
}
