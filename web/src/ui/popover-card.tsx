import { Popover } from "radix-ui";
import type { ComponentProps } from "react";
import { classes } from "./classes.ts";

/** What a popover opens. `className` has its width, its padding and the gap between its children. */
export const PopoverCard = ({
  className,
  ...given
}: Pick<ComponentProps<"div">, "aria-label" | "className" | "children">) => (
  <Popover.Portal>
    <Popover.Content
      align="end"
      sideOffset={6}
      collisionPadding={8}
      className={classes(
        "z-50 grid max-w-[calc(100vw-1rem)] rounded-xl border bg-raised shadow-lift animate-[appear_100ms]",
        className,
      )}
      {...given}
    />
  </Popover.Portal>
);
