import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { texts } from "../texts/texts.ts";
import { Spinner } from "../ui/spinner.tsx";
import { type Entry, type Group, useEntries } from "./entries.tsx";

const t = texts.palette;

export interface PaletteProps {
  organizationId: string;
  onClose(): void;
  onNewLibrary(): void;
}

/** The command palette: finds libraries, pages, assets and actions. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one dialog, half of it attributes
export function Palette({ organizationId, onClose, onNewLibrary }: PaletteProps) {
  const [typed, setTyped] = useState("");
  const { groups, waiting } = useEntries(organizationId, typed, onNewLibrary);
  const entries = groups.flatMap((group) => group.entries);
  const [chosen, setChosen] = useState<string | undefined>();
  const active = entries.find(({ id }) => id === chosen) ?? entries[0];
  const listId = useId();
  // After choosing an entry, the focus belongs to the new page or dialog and must not be restored.
  const went = useRef(false);

  const activeId = active && `${listId} ${active.id}`.replaceAll(" ", "-");
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  const go = (entry: Entry | undefined) => {
    if (!entry) return;
    went.current = true;
    onClose();
    entry.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const at = active ? entries.indexOf(active) : -1;
    const move = (to: number) => {
      event.preventDefault();
      if (entries.length > 0) setChosen(entries[(to + entries.length) % entries.length]?.id);
    };
    const to = destination(event, at, entries.length - 1);
    if (to !== undefined) move(to);
    else if (event.key === "Enter") {
      event.preventDefault();
      go(active);
    } else if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      event.nativeEvent.stopImmediatePropagation();
      onClose();
    }
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-shade animate-[appear_100ms]" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            if (!went.current) return;
            event.preventDefault();
            if (document.activeElement === document.body) document.getElementById("content")?.focus();
          }}
          className="fixed inset-x-2 top-2 z-50 flex max-h-[calc(100dvh-1rem)] flex-col overflow-hidden rounded-2xl border bg-raised shadow-lift animate-[appear_100ms] sm:inset-x-auto sm:left-1/2 sm:top-[12vh] sm:max-h-[70vh] sm:w-[38rem] sm:-translate-x-1/2"
        >
          <Dialog.Title className="sr-only">{t.title}</Dialog.Title>
          <div className="flex shrink-0 items-center gap-3 border-b px-4">
            {waiting ? <Spinner /> : <Search size={16} className="shrink-0 text-dim" aria-hidden />}
            <input
              type="text"
              role="combobox"
              aria-expanded={entries.length > 0}
              aria-controls={listId}
              aria-activedescendant={activeId}
              aria-autocomplete="list"
              aria-label={t.title}
              placeholder={t.placeholder}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              enterKeyHint="go"
              maxLength={500}
              className="h-13 min-w-0 flex-1 bg-transparent text-base outline-none"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setChosen(undefined);
              }}
              onKeyDown={press}
            />
          </div>
          <div
            id={listId}
            role="listbox"
            aria-label={t.results}
            className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2"
          >
            {groups.map((group) => (
              <Lines
                key={group.id}
                group={group}
                listId={listId}
                active={active}
                onPoint={setChosen}
                onGo={go}
              />
            ))}
          </div>
          {typed.trim() !== "" && entries.length === 0 && (
            <p className="px-4 pb-6 pt-2 text-center text-dim">{waiting ? t.searching : t.nothing}</p>
          )}
          <p role="status" className="sr-only">
            {typed.trim() !== "" && !waiting && t.found(entries.length)}
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The entry that a key moves to, from the one at `at`. Undefined for other keys. */
function destination({ key, ctrlKey }: KeyboardEvent, at: number, last: number): number | undefined {
  const moves: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: Math.min(at + 6, last),
    PageUp: Math.max(at - 6, 0),
    ...(ctrlKey && { n: at + 1, p: at - 1 }),
  };
  return moves[key];
}

function Lines({
  group: { id, label, entries },
  listId,
  active,
  onPoint,
  onGo,
}: {
  group: Group;
  listId: string;
  active: Entry | undefined;
  onPoint(id: string): void;
  onGo(entry: Entry): void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: only this role groups the options of a listbox
    <div role="group" aria-labelledby={`${listId}-${id}`}>
      <div id={`${listId}-${id}`} role="presentation" className="px-3 pb-1 pt-2 text-sm text-dim">
        {label}
      </div>
      {entries.map((entry) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys, and points here by aria-activedescendant
        <div
          key={entry.id}
          id={`${listId} ${entry.id}`.replaceAll(" ", "-")}
          role="option"
          tabIndex={-1}
          aria-selected={entry === active}
          onPointerMove={() => onPoint(entry.id)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onGo(entry)}
          className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3 py-1.5 aria-selected:bg-accent-wash"
        >
          {entry.picture}
          <span className="min-w-0 flex-1 truncate">{entry.label}</span>
          {entry.hint && <span className="max-w-40 shrink-0 truncate text-sm text-dim">{entry.hint}</span>}
        </div>
      ))}
    </div>
  );
}
