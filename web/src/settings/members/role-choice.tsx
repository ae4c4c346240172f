import { useId } from "react";
import type { Role } from "../../server/operations.ts";
import { texts } from "../../texts/texts.ts";

const t = texts.members;
const roles: readonly Role[] = ["viewer", "editor", "owner"];

/** A choice of roles, each with a description. */
export function RoleChoice({ role, onRole }: { role: Role; onRole(role: Role): void }) {
  const id = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t.role}</legend>
      {roles.map((one) => (
        <label
          key={one}
          className="flex cursor-pointer gap-3 rounded-lg border p-3 has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={id}
            value={one}
            checked={role === one}
            onChange={() => onRole(one)}
            aria-describedby={`${id}-${one}`}
            className="mt-1 size-4 shrink-0 accent-accent outline-none"
          />
          <span>
            <span className="font-medium">{t.roles[one]}</span>
            <span id={`${id}-${one}`} className="block text-sm">
              {t.may[one]}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
