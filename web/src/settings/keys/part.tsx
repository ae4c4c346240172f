import type { ReactNode } from "react";

/** A section of a dialog or a short page with a heading. */
export const Part = ({
  title,
  lead,
  heading: Heading = "h3",
  children,
}: {
  title: string;
  lead: string;
  heading?: "h2" | "h3";
  children: ReactNode;
}) => (
  <section className="grid gap-2">
    <div>
      <Heading className="text-sm font-medium">{title}</Heading>
      <p className="text-sm text-dim">{lead}</p>
    </div>
    {children}
  </section>
);
