import { X } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { texts } from "../../texts/texts.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { useHeight } from "../../ui/use-height.ts";

const t = texts.library;

/** How many files are selected, and the actions on them. At the lower edge, within reach of thumbs. */
export function SelectionBar({
  count,
  onClear,
  onSelectAll,
  className,
  children,
  below,
}: {
  count: number;
  onClear(): void;
  /** Undefined if everything is selected. */
  onSelectAll: (() => void) | undefined;
  className: string;
  children: ReactNode;
  /** Shown below the actions. */
  below?: ReactNode;
}) {
  const bar = useRef<HTMLDivElement>(null);
  const height = useHeight(bar);
  useCoveredBelow(height + 12);
  return (
    <section
      aria-label={t.chosenActions}
      className={classes("pointer-events-none z-30 flex justify-center", className)}
    >
      <div
        ref={bar}
        className="pointer-events-auto max-w-full rounded-2xl border bg-raised p-1.5 shadow-lift animate-[appear_120ms] max-sm:w-full"
      >
        <div className="flex flex-wrap items-center gap-x-1">
          <div className="flex items-center gap-1 pr-2 font-medium tabular-nums max-sm:w-full">
            <IconButton label={t.clearChosen} onClick={onClear}>
              <X size={18} aria-hidden />
            </IconButton>
            <p role="status">{t.chosen(count)}</p>
            {onSelectAll && (
              <Button small look="quiet" className="text-accent max-sm:ml-auto" onClick={onSelectAll}>
                {t.chooseAll}
              </Button>
            )}
          </div>
          <div className="flex max-sm:w-full max-sm:[&>*]:flex-1">{children}</div>
        </div>
        {below}
      </div>
    </section>
  );
}

/** Keeps toasts above the bar at the lower edge, in pixels. */
function useCoveredBelow(height: number): void {
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.setProperty("--covered-below", `${height}px`);
    return () => {
      style.removeProperty("--covered-below");
    };
  }, [height]);
}

/** One action of the bar. */
export function Act({
  label,
  onClick,
  disabled = false,
  danger = false,
  children,
}: {
  label: string;
  onClick(): void;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      onClick={onClick}
      disabled={disabled}
      className={`flex min-h-11 flex-col items-center justify-center gap-0.5 rounded-xl px-1 text-xs whitespace-nowrap sm:px-3 hover:bg-wash disabled:opacity-50 sm:h-10 sm:min-h-0 sm:flex-row sm:gap-2 sm:text-sm ${danger ? "text-danger" : ""}`}
    >
      {children}
      {label}
    </button>
  );
}
