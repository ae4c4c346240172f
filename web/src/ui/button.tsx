import type { ComponentProps } from "react";
import { classes } from "./classes.ts";
import { Spinner } from "./spinner.tsx";

type Look = "main" | "plain" | "quiet" | "danger";

const looks: Record<Look, string> = {
  main: "bg-accent text-on-accent hover:brightness-110 border border-transparent",
  plain: "bg-card text-text border border-line hover:bg-wash",
  quiet: "text-text border border-transparent hover:bg-wash",
  danger: "bg-danger text-on-danger hover:brightness-110 border border-transparent",
};

/** Class names of a button, for links that look like one. */
export const buttonLook = (look: Look = "plain", small = false): string =>
  classes(
    "inline-flex items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap select-none transition-[background-color,filter] disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55 aria-disabled:cursor-not-allowed",
    small ? "h-8 px-2.5 text-sm" : "h-10 px-4",
    looks[look],
  );

/**
 * With `busy`, shows a spinner and ignores clicks. The button is not disabled meanwhile, because it would lose the focus.
 */
export function Button({
  look = "plain",
  small = false,
  busy = false,
  className,
  children,
  disabled,
  type = "button",
  onClick,
  ...rest
}: ComponentProps<"button"> & { look?: Look; small?: boolean; busy?: boolean }) {
  return (
    <button
      type={type}
      className={classes(buttonLook(look, small), className)}
      disabled={disabled && !busy}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

/** An icon button. `label` is the accessible name and tooltip. */
export function IconButton({
  label,
  className,
  children,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={classes(
        "inline-grid size-9 shrink-0 place-items-center rounded-lg text-dim hover:bg-wash hover:text-text disabled:opacity-50",
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
