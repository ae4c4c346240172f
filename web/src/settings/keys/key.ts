import type { Library, Output } from "../../server/operations.ts";
import { keyTexts } from "../../texts/keys.ts";
import { texts } from "../../texts/texts.ts";

export type Key = Output<"listKeys">[number];
/** A new key with its secret, which is sent only once. */
export type NewKey = Output<"createKey">;
export type Grants = Key["libraries"];
export type Scope = Key["scopes"][number];
export type Level = "none" | Grants[string];

const t = keyTexts;

export const scopes = Object.keys(t.scopes) as Scope[];

/** What a key for all of memory has. A search across people is given by name. */
export const wholeMemory: readonly Scope[] = scopes.filter((scope) => scope !== "memory:search");

export const hasWholeMemory = (chosen: readonly Scope[]): boolean =>
  wholeMemory.every((scope) => chosen.includes(scope));

export const isExpired = ({ expiresAt }: Key): boolean => expiresAt !== null && expiresAt <= Date.now();

/** A key's access to libraries, one line per level: "Writes to Barcelona and 3 more". */
export function reach(
  { libraries: grants, allLibraries }: Pick<Key, "libraries" | "allLibraries">,
  libraries: readonly Library[] | undefined,
): string[] {
  const namesAt = (level: Level) =>
    Object.keys(grants)
      .filter((slug) => grants[slug] === level)
      .map((slug) => libraries?.find(({ id }) => id === slug)?.name ?? slug);
  const named = ([first, ...others]: string[]) => {
    if (first === undefined) return undefined;
    if (others.length > 0 && others.length + 1 === libraries?.length) return t.allLibraries;
    return others.length > 2 ? t.manyLibraries(first, others.length) : list.format([first, ...others]);
  };
  if (allLibraries === "write") return [t.writes(t.everyLibraryAhead)];
  const writes = named(namesAt("write"));
  if (allLibraries === "read") {
    return [...(writes ? [t.writes(writes)] : []), t.reads(t.everyLibraryAhead)];
  }
  const reads = named(namesAt("read"));
  if (!writes && !reads) return [t.noLibrary];
  return [...(writes ? [t.writes(writes)] : []), ...(reads ? [t.reads(reads)] : [])];
}

const list = new Intl.ListFormat(texts.locale, { type: "conjunction" });

/** The grants of libraries that still exist. */
export const grantsAmong = (libraries: readonly Library[], grants: Grants): Grants =>
  Object.fromEntries(libraries.flatMap(({ id }) => (grants[id] ? [[id, grants[id]]] : [])));
