import type { ReactNode } from "react";

/** A card in the middle of the stage, in place of a picture. */
export const StageCard = ({ children }: { children: ReactNode }) => (
  <div className="absolute inset-0 grid place-content-center overflow-y-auto p-6">
    <div className="grid max-w-sm justify-items-center gap-3 rounded-2xl border bg-card px-8 py-10 text-center">
      {children}
    </div>
  </div>
);
