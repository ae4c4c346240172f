import type { ComponentType, ReactNode } from "react";

/**
 * Stands for the package react-remove-scroll, by which Radix keeps the page under a dialog from scrolling: with it, a
 * dialog writes a style sheet into the page, which the page's policy refuses. Nothing here needs it: the document doesn't
 * scroll, parts of it do, and a dialog's overlay lies over them.
 */
export const RemoveScroll = ({
  as: As,
  children,
}: {
  as: ComponentType<{ children?: ReactNode }>;
  children: ReactNode;
}) => <As>{children}</As>;
