import { useId } from "react";
import { classes } from "../ui/classes.ts";

/** A segmented control. The `quiet` option means "none" and has no accent colour. */
export function Segments<Value extends string>({
  label,
  options,
  value,
  quiet,
  onValue,
}: {
  /** The accessible name. */
  label: string;
  options: readonly (readonly [Value, string])[];
  value: Value;
  quiet?: Value;
  onValue(value: Value): void;
}) {
  const group = useId();
  return (
    <fieldset className="relative flex rounded-lg bg-wash p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map(([one, text]) => (
        <label
          key={one}
          className={classes(
            "relative cursor-pointer rounded-md px-2.5 py-0.5 text-sm leading-6 whitespace-nowrap has-focus-visible:outline-2 has-focus-visible:outline-accent",
            one === value && (one === quiet ? "bg-card font-medium" : "bg-accent font-medium text-on-accent"),
          )}
        >
          <input
            type="radio"
            name={group}
            checked={one === value}
            onChange={() => onValue(one)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
