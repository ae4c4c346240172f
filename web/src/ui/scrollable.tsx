import type { ReactNode } from "react";

/** A scrollable part of a page. Focusable, because its content is not, so that keys can scroll it. */
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
