import { texts } from "../../texts/texts.ts";
import { Skeleton } from "../../ui/states.tsx";
import type { Density } from "./density.ts";

const widths: Record<Density, string> = {
  small: "grid-cols-[repeat(auto-fill,minmax(104px,1fr))]",
  medium: "grid-cols-[repeat(auto-fill,minmax(156px,1fr))]",
  large: "grid-cols-[repeat(auto-fill,minmax(min(248px,45%),1fr))]",
};

/** A placeholder for the grid until the first assets are loaded. */
export const LoadingGrid = ({ density }: { density: Density }) => (
  <div
    role="status"
    aria-label={texts.ui.loading}
    className={`grid gap-2 overflow-hidden sm:gap-3.5 ${widths[density]}`}
  >
    {[...Array(24).keys()].map((n) => (
      <div key={n}>
        <Skeleton className="aspect-square" />
        <div className="h-7" />
      </div>
    ))}
  </div>
);
