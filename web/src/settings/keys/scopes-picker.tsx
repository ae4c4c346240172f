import { keyTexts } from "../../texts/keys.ts";
import { CheckField } from "../../ui/field.tsx";
import { hasWholeMemory, type Scope, scopes, wholeMemory } from "./key.ts";

const t = keyTexts;

/** A key's memory scopes, one by one or all at once. */
export function ScopesPicker({
  chosen,
  onChosen,
}: {
  chosen: readonly Scope[];
  onChosen(chosen: Scope[]): void;
}) {
  return (
    <div className="grid gap-2.5">
      <CheckField
        label={<span className="font-medium">{t.allScopes}</span>}
        checked={hasWholeMemory(chosen)}
        ref={(box) => {
          if (box) box.indeterminate = chosen.length > 0 && !hasWholeMemory(chosen);
        }}
        onChange={(event) => {
          const others = chosen.filter((scope) => !wholeMemory.includes(scope));
          onChosen(event.target.checked ? [...wholeMemory, ...others] : []);
        }}
      />
      <div className="grid gap-2.5 border-l pl-4 sm:grid-cols-2">
        {scopes.map((scope) => (
          <CheckField
            key={scope}
            label={<code className="text-sm">{scope}</code>}
            hint={t.scopes[scope]}
            checked={chosen.includes(scope)}
            onChange={(event) =>
              onChosen(
                event.target.checked
                  ? scopes.filter((one) => one === scope || chosen.includes(one))
                  : chosen.filter((one) => one !== scope),
              )
            }
          />
        ))}
      </div>
    </div>
  );
}
