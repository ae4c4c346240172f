import { CalendarRange } from "lucide-react";
import { Popover } from "radix-ui";
import { texts } from "../texts/texts.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { localDay } from "../ui/format.ts";
import { PopoverCard } from "../ui/popover-card.tsx";
import type { LibraryFilter } from "./assets/library-filter.ts";
import type { FilterChange } from "./use-library-filter.ts";

const t = texts.library;

/** Filters the grid by when pictures were taken, from one day to another. */
export function DateFilter({
  filter: { takenFrom, takenTo },
  onChange,
}: {
  filter: LibraryFilter;
  onChange(change: FilterChange): void;
}) {
  const span = spanOf(takenFrom, takenTo);
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={span ? `${t.taken}: ${span}` : t.taken}
        title={t.taken}
        data-narrows={span ? "" : undefined}
        className="inline-flex h-10 min-w-10 shrink-0 items-center justify-center gap-2 rounded-lg border bg-card px-2.5 text-sm text-dim hover:bg-wash hover:text-text data-narrows:border-accent data-narrows:bg-accent-wash data-narrows:text-accent"
      >
        <CalendarRange size={18} aria-hidden />
        {span && <span className="max-sm:hidden">{span}</span>}
      </Popover.Trigger>
      <PopoverCard aria-label={t.taken} className="w-60 gap-3 p-3">
        <p className="text-sm font-medium">{t.taken}</p>
        <div className="grid gap-2">
          <TextField
            type="date"
            label={t.takenFrom}
            value={takenFrom ?? ""}
            max={takenTo}
            onChange={({ target }) => onChange({ takenFrom: target.value || undefined })}
          />
          <TextField
            type="date"
            label={t.takenTo}
            value={takenTo ?? ""}
            min={takenFrom}
            onChange={({ target }) => onChange({ takenTo: target.value || undefined })}
          />
        </div>
        <Button small disabled={!span} onClick={() => onChange({ takenFrom: undefined, takenTo: undefined })}>
          {t.takenAny}
        </Button>
      </PopoverCard>
    </Popover.Root>
  );
}

function spanOf(from: string | undefined, to: string | undefined): string | undefined {
  if (from && to) return from === to ? localDay(from) : t.takenBetween(localDay(from), localDay(to));
  if (from) return t.takenSince(localDay(from));
  return to && t.takenUntil(localDay(to));
}
