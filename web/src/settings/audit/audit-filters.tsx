import { X } from "lucide-react";
import { auditTexts } from "../../texts/audit.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { today } from "../today.ts";
import { type Filters, isFiltered, noFilters } from "./audit-query.ts";
import type { Known } from "./entry.ts";

const t = auditTexts;

/** Filters for the log: actor, operation, transport and time. */
export function AuditFilters({
  known: { members, keys },
  filters,
  onFilters,
}: {
  known: Known;
  filters: Filters;
  onFilters(filters: Filters): void;
}) {
  const field = (name: keyof Filters) => ({
    value: filters[name],
    onChange: (event: { target: { value: string } }) => onFilters({ ...filters, [name]: event.target.value }),
  });
  return (
    <search aria-label={t.filters} className="mb-6">
      <div className="grid grid-cols-2 gap-3 md:grid-cols-5">
        <SelectField label={t.who} {...field("actorId")}>
          <option value="">{t.anybody}</option>
          <Named label={t.members} names={members} />
          <Named label={t.keys} names={keys} />
        </SelectField>
        <SelectField label={t.what} {...field("operation")}>
          <option value="">{t.anything}</option>
          {Object.entries(t.actions).map(([operation, action]) => (
            <option key={operation} value={operation}>
              {action}
            </option>
          ))}
        </SelectField>
        <SelectField label={t.transport} {...field("transport")} className="col-span-2 md:col-span-1">
          <option value="">{t.anyTransport}</option>
          {Object.entries(texts.usage.transports).map(([transport, name]) => (
            <option key={transport} value={transport}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField label={t.from} type="date" max={filters.until || today()} {...field("from")} />
        <TextField label={t.until} type="date" min={filters.from} max={today()} {...field("until")} />
      </div>
      {isFiltered(filters) && (
        <Button small look="quiet" className="mt-2" onClick={() => onFilters(noFilters)}>
          <X size={15} aria-hidden />
          {t.clear}
        </Button>
      )}
    </search>
  );
}

function Named({ label, names }: { label: string; names: ReadonlyMap<string, string> }) {
  if (names.size === 0) return null;
  return (
    <optgroup label={label}>
      {[...names].map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}
