import type { ReactNode } from "react";
import { classes } from "../ui/classes.ts";

const looks = {
  plain: "bg-wash text-text",
  accent: "bg-accent-wash text-accent",
  danger: "bg-danger-wash text-danger",
};

/** A small label on a row. */
export const Badge = ({ children, look = "plain" }: { children: ReactNode; look?: keyof typeof looks }) => (
  <span className={classes("rounded-md px-1.5 py-0.5 text-xs font-medium whitespace-nowrap", looks[look])}>
    {children}
  </span>
);
