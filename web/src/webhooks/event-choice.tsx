import { useId } from "react";
import { webhookTexts } from "../texts/webhooks.ts";
import { CheckField } from "../ui/field.tsx";
import { type EventName, eventNames } from "./webhook.ts";

const t = webhookTexts;

/** A choice of events, grouped by topic. */
export function EventChoice({
  chosen,
  onChange,
  error,
}: {
  chosen: readonly EventName[];
  onChange(events: EventName[]): void;
  error: string | null;
}) {
  const id = useId();
  const groups = Map.groupBy(eventNames, (name) => name.split(".")[0] as string);
  const toggle = (name: EventName, on: boolean) =>
    onChange(on ? [...chosen, name] : chosen.filter((one) => one !== name));
  return (
    <fieldset aria-describedby={error ? id : undefined}>
      <legend className="mb-2 text-sm font-medium">{t.events}</legend>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {[...groups].map(([group, names]) => (
          <fieldset key={group}>
            <legend className="mb-1 text-sm text-dim">{t.groups[group]}</legend>
            <div className="grid gap-2">
              {names.map((name) => (
                <CheckField
                  key={name}
                  label={<code className="font-mono text-sm">{name}</code>}
                  hint={t.eventsMean[name]}
                  checked={chosen.includes(name)}
                  onChange={(event) => toggle(name, event.target.checked)}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      {error && (
        <p id={id} role="alert" className="mt-2 text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
