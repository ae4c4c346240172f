/** A compact native select with an accessible name. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string;
  value: Value;
  options: Partial<Record<Value, string>>;
  onChoose(value: Value): void;
}) {
  return (
    <select
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => onChoose(event.target.value as Value)}
      className="h-10 min-w-0 text-ellipsis sm:w-34 rounded-lg border bg-card px-2 text-sm hover:bg-wash"
    >
      {(Object.entries(options) as [Value, string][]).map(([one, name]) => (
        <option key={one} value={one}>
          {name}
        </option>
      ))}
    </select>
  );
}
