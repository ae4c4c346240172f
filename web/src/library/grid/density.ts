import { useState } from "react";

export const densities = ["small", "medium", "large"] as const;
export type Density = (typeof densities)[number];

// At least two columns: 100,000 assets in one column would be taller than browsers can scroll.
const widthMin: Record<Density, number> = { small: 104, medium: 156, large: 248 };
const columnsMin = 2;

export interface Measures {
  columns: number;
  /** Edge of a cell and its picture, in pixels. */
  side: number;
  rowHeight: number;
  gap: number;
}

/** The columns and cell size for a grid's width. */
export function measuresOf(width: number, density: Density, captionHeight: number): Measures {
  const gap = width < 600 ? 8 : 14;
  const columns = Math.max(columnsMin, Math.floor((width + gap) / (widthMin[density] + gap)));
  const side = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns));
  return { columns, side, gap, rowHeight: side + captionHeight + gap };
}

const key = "density";

const remembered = (): Density => densities.find((one) => one === localStorage.getItem(key)) ?? "medium";

/** The size of pictures in the grid, remembered in this browser. */
export function useDensity(): [Density, (density: Density) => void] {
  const [density, setDensity] = useState(remembered);
  const choose = (next: Density) => {
    localStorage.setItem(key, next);
    setDensity(next);
  };
  return [density, choose];
}
