import type { ComponentType, ReactNode } from "react";

/**
 * Replaces the package react-remove-scroll, with which Radix prevents scrolling under a dialog. It adds a style element, which
 * the content security policy blocks. The app does not need it: only parts of the document scroll, and the overlay covers
 * them.
 */
export const RemoveScroll = ({
  as: As,
  children,
}: {
  as: ComponentType<{ children?: ReactNode }>;
  children: ReactNode;
}) => <As>{children}</As>;
