import type { ReactNode } from "react";

/** A section of a dialog with a heading. */
export const Part = ({ title, lead, children }: { title: string; lead: string; children: ReactNode }) => (
  <section className="grid gap-2">
    <div>
      <h3 className="text-sm font-medium">{title}</h3>
      <p className="text-sm text-dim">{lead}</p>
    </div>
    {children}
  </section>
);
