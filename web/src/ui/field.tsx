import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";

const box =
  "w-full rounded-lg border border-edge bg-card px-3 text-text aria-invalid:border-danger disabled:opacity-60";

interface Labelled {
  label: string;
  /** What to know before filling it in. */
  hint?: ReactNode;
  /** What is wrong with what was filled in. */
  error?: string | null | undefined;
  /** The label is read aloud but not shown. */
  hideLabel?: boolean;
}

function useField({ label, hint, error, hideLabel }: Labelled) {
  const id = useId();
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const frame = (control: ReactNode, className?: string) => (
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
  return { frame, control: { id, "aria-describedby": about, "aria-invalid": error ? true : undefined } };
}

export function TextField({
  label,
  hint,
  error,
  hideLabel,
  className,
  ...rest
}: ComponentProps<"input"> & Labelled) {
  const { frame, control } = useField({ label, hint, error, hideLabel: hideLabel ?? false });
  return frame(<input className={classes(box, "h-10")} {...control} {...rest} />, className);
}

export function TextArea({
  label,
  hint,
  error,
  hideLabel,
  className,
  ...rest
}: ComponentProps<"textarea"> & Labelled) {
  const { frame, control } = useField({ label, hint, error, hideLabel: hideLabel ?? false });
  return frame(<textarea rows={3} className={classes(box, "py-2")} {...control} {...rest} />, className);
}

/** Options as `<option>` children. */
export function SelectField({
  label,
  hint,
  error,
  hideLabel,
  className,
  ...rest
}: ComponentProps<"select"> & Labelled) {
  const { frame, control } = useField({ label, hint, error, hideLabel: hideLabel ?? false });
  return frame(<select className={classes(box, "h-10")} {...control} {...rest} />, className);
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
