import { useState } from "react";

export const densities = ["small", "medium", "large"] as const;
export type Density = (typeof densities)[number];

// At least two columns each: one of 100,000 would be taller than browsers can scroll.
const widthMin: Record<Density, number> = { small: 104, medium: 156, large: 248 };
const columnsMin = 2;

export interface Measures {
  columns: number;
  /** Of a cell, and so of its picture, in pixels. */
  side: number;
  rowHeight: number;
  gap: number;
}

/** How a grid divides the width that it has. */
export function measuresOf(width: number, density: Density, captionHeight: number): Measures {
  const gap = width < 600 ? 8 : 14;
  const columns = Math.max(columnsMin, Math.floor((width + gap) / (widthMin[density] + gap)));
  const side = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns));
  return { columns, side, gap, rowHeight: side + captionHeight + gap };
}

const key = "density";

const remembered = (): Density => densities.find((one) => one === localStorage.getItem(key)) ?? "medium";

/** How large pictures are shown in this browser. */
export function useDensity(): [Density, (density: Density) => void] {
  const [density, setDensity] = useState(remembered);
  const choose = (next: Density) => {
    localStorage.setItem(key, next);
    setDensity(next);
  };
  return [density, choose];
}
