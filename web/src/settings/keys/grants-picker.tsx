import { useState } from "react";
import type { Library } from "../../server/operations.ts";
import { keyTexts } from "../../texts/keys.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Segments } from "../segments.tsx";
import type { Grants, Level } from "./key.ts";

const t = keyTexts;
const levels: readonly Level[] = ["none", "read", "write"];
const optionsUpTo = (canWrite: boolean) =>
  levels.filter((level) => canWrite || level !== "write").map((level) => [level, t.levels[level]] as const);
// Shows a search field from this number of libraries.
const searchableFrom = 8;

/** No, read or write access for each library, or for all at once. */
export function GrantsPicker({
  libraries,
  canWrite = true,
  grants,
  onGrants,
  everywhere,
  onEverywhere,
}: {
  libraries: readonly Library[];
  /** Whether write access can be given. */
  canWrite?: boolean;
  grants: Grants;
  onGrants(grants: Grants): void;
  /** The access to every library, those made later too. */
  everywhere: Level;
  onEverywhere(level: Level): void;
}) {
  const [words, setWords] = useState("");
  const options = optionsUpTo(canWrite);
  const shown = libraries.filter(({ id, name }) =>
    `${name ?? ""} ${id}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  // Changes only the libraries that match the search.
  const all = (level: Level) => onGrants(changed(grants, shown, level));
  const chosen = Object.values(grants);
  const writes = chosen.filter((level) => level === "write").length;
  const every = (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border px-3 py-1.5">
      <span aria-hidden="true" className="min-w-24 flex-1 leading-snug">
        {t.everyLibrary}
      </span>
      <Segments
        label={t.everyLibrary}
        options={options}
        value={everywhere}
        quiet="none"
        onValue={onEverywhere}
      />
    </div>
  );
  if (everywhere === "write" || libraries.length === 0) return every;
  return (
    <div className="grid gap-2">
      {every}
      {libraries.length > 1 && (
        <div className="flex flex-wrap items-center gap-1.5">
          {options.map(([level]) => (
            <Button key={level} small onClick={() => all(level)}>
              {t.toAll[level]}
            </Button>
          ))}
          <span role="status" className="ml-auto text-sm text-dim">
            {t.chosen(chosen.length - writes, writes)}
          </span>
        </div>
      )}
      {libraries.length >= searchableFrom && (
        <TextField
          label={t.find}
          hideLabel
          placeholder={t.find}
          type="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <ul className="max-h-64 divide-y overflow-y-auto rounded-lg border">
        {shown.map((library) => (
          <GrantRow
            key={library.id}
            library={library}
            options={options}
            level={grants[library.id] ?? "none"}
            onLevel={(level) => onGrants(changed(grants, [library], level))}
          />
        ))}
        {shown.length === 0 && <li className="px-3 py-2.5 text-dim">{t.noneFound}</li>}
      </ul>
    </div>
  );
}

function GrantRow({
  library: { id, name },
  options,
  level,
  onLevel,
}: {
  library: Library;
  options: ReturnType<typeof optionsUpTo>;
  level: Level;
  onLevel(level: Level): void;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
      <span aria-hidden="true" title={id} className="line-clamp-2 min-w-24 flex-1 leading-snug wrap-anywhere">
        {name ?? id}
      </span>
      <Segments label={name ?? id} options={options} value={level} quiet="none" onValue={onLevel} />
    </li>
  );
}

function changed(grants: Grants, libraries: readonly Library[], level: Level): Grants {
  const next = { ...grants };
  for (const { id } of libraries) {
    if (level === "none") delete next[id];
    else next[id] = level;
  }
  return next;
}
