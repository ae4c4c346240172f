import { useState } from "react";

export const densities = ["small", "medium", "large"] as const;
export type Density = (typeof densities)[number];

/** Cropped squares, or rows of pictures in their own proportions. */
export const shapes = ["squares", "rows"] as const;
export type Shape = (typeof shapes)[number];

function useRemembered<Value extends string>(key: string, values: readonly Value[], initial: Value) {
  const [value, setValue] = useState(
    () => values.find((one) => one === localStorage.getItem(key)) ?? initial,
  );
  const choose = (next: Value) => {
    localStorage.setItem(key, next);
    setValue(next);
  };
  return [value, choose] as const;
}

/** The size of pictures in the grid, remembered in this browser. */
export const useDensity = () => useRemembered<Density>("density", densities, "medium");

/** The layout of the grid, remembered in this browser. */
export const useShape = () => useRemembered<Shape>("shape", shapes, "squares");
