import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";

const box =
  "w-full rounded-lg border border-edge bg-card px-3 text-text aria-invalid:border-danger disabled:opacity-60";

interface Labelled {
  label: string;
  hint?: ReactNode;
  /** Why the value is invalid. */
  error?: string | null | undefined;
  /** Hides the label visually. */
  hideLabel?: boolean;
}

/** The label, hint and error of a control, and the props that connect the control to them. */
function useField<Given extends Labelled & { className?: string | undefined }>({
  label,
  hint,
  error,
  hideLabel = false,
  className,
  ...given
}: Given) {
  const id = useId();
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const frame = (control: ReactNode) => (
    <div className={classes("grid gap-1.5", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-sm font-medium"}>
        {label}
      </label>
      {control}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-dim">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
  const control = { id, "aria-describedby": about, "aria-invalid": error ? true : undefined, ...given };
  return { frame, control };
}

export function TextField(given: ComponentProps<"input"> & Labelled) {
  const { frame, control } = useField(given);
  return frame(<input className={classes(box, "h-10")} {...control} />);
}

export function TextArea(given: ComponentProps<"textarea"> & Labelled) {
  const { frame, control } = useField(given);
  return frame(<textarea rows={3} className={classes(box, "py-2")} {...control} />);
}

/** Options as `<option>` children. */
export function SelectField(given: ComponentProps<"select"> & Labelled) {
  const { frame, control } = useField(given);
  return frame(<select className={classes(box, "h-10")} {...control} />);
}

export function CheckField({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className={classes("flex gap-2.5", className)}>
      <input
        id={id}
        type="checkbox"
        className="mt-1 size-4 shrink-0 accent-accent"
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-dim">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
