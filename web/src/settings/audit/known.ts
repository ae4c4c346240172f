import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { asking } from "../../api/queries.ts";
import { everyLibrary } from "../every-library.ts";
import type { Entry, Known } from "./entry.ts";

/** Names of members, keys and libraries. Names of deleted ones come from the entries. */
export function useKnown(organizationId: string, entries: readonly Entry[] | undefined): Known {
  const { data: members } = useQuery(asking("listMembers", { organizationId }));
  const { data: keys } = useQuery(asking("listKeys", { organizationId }));
  const { data: libraries } = useQuery(everyLibrary(organizationId));
  return useMemo(() => {
    const named = namesIn(entries ?? []);
    for (const { accountId, name, email } of members ?? []) named.members.set(accountId, name || email);
    for (const { id, name } of keys ?? []) named.keys.set(id, name);
    return { ...named, libraries: new Map(libraries?.map(({ id, name }) => [id, name ?? id])) };
  }, [members, keys, libraries, entries]);
}

/** The names recorded in entries. */
function namesIn(entries: readonly Entry[]) {
  const members = new Map<string, string>();
  const keys = new Map<string, string>();
  for (const { actor, details } of entries) {
    const { keyId, name } = details;
    if (typeof keyId === "string" && typeof name === "string") keys.set(keyId, name);
    if (!actor.id || !actor.name) continue;
    if (actor.kind === "session") members.set(actor.id, actor.name);
    if (actor.kind === "key") keys.set(actor.id, actor.name);
  }
  return { members, keys };
}
