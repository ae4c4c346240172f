/** The longest edge to decode at, in pixels. It may depend on the size of the picture. */
export type Edge = number | ((size: Size) => number);

interface Size {
  width: number;
  height: number;
}

export const edgeOf = (edge: Edge, size: Size): number => (typeof edge === "number" ? edge : edge(size));
