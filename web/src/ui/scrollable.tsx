import type { ReactNode } from "react";

/** A part of a page that scrolls by itself. The keyboard can reach it, since nothing in it can be focused. */
export const Scrollable = ({
  label,
  className,
  children,
}: {
  label: string;
  className: string;
  children: ReactNode;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it, the keyboard can't scroll here (WCAG 2.1.1)
  <section tabIndex={0} aria-label={label} className={className}>
    {children}
  </section>
);
