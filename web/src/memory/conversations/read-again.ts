import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import { Refused } from "../../api/call.ts";
import type { Output } from "../../server/operations.ts";

type Part = Output<"readConversation">;

/** How much of a transcript is loaded, to keep long ones fast: parts far from view are dropped and loaded again when needed. */
export const shownMax = { atATime: 50, parts: 6 };

// As many as one call reads: around an exchange, half of them before it.
const atATime = 100;
// Looked for when none is visible.
const candidatesMax = 5;
// More were loaded meanwhile, by scrolling.
const attemptsMax = 3;

type Side = "before" | "after" | "around";

/**
 * Reads all of a transcript's parts again, in place. Begins around one of the visible exchanges, the first that still exists. False
 * if none does. After a failure the next change or visit shows what is new.
 */
export async function readAgain(
  client: QueryClient,
  queryKey: QueryKey,
  read: (side: Side, interactionId: string, limit: number) => Promise<Part>,
  visible: () => readonly string[],
): Promise<boolean> {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    await fetched(client, queryKey);
    const before = client.getQueryData<InfiniteData<Part>>(queryKey);
    const shown = before?.pages ?? [];
    // What was just loaded may not be painted yet.
    const seen = visible();
    const near = seen.length > 0 ? seen : idsIn(shown).slice(-candidatesMax);
    const parts = await partsAround(read, near, idsIn(shown)).catch(() => null);
    if (parts === null) return true;
    if (parts.length === 0) return false;
    const isFetching = client.getQueryState(queryKey)?.fetchStatus === "fetching";
    if (isFetching || client.getQueryData(queryKey) !== before) continue;
    const pages = withinShown(parts, shown, near);
    client.setQueryData<InfiniteData<Part>>(queryKey, { pages, pageParams: pages.map(() => null) });
    return true;
  }
  return true;
}

/** Resolves when no part is being loaded. */
const fetched = (client: QueryClient, queryKey: QueryKey): Promise<unknown> =>
  client
    .getQueryCache()
    .find({ queryKey, exact: true })
    ?.promise?.catch(() => {}) ?? Promise.resolve();

const idsIn = (parts: readonly Part[]): string[] =>
  parts.flatMap(({ interactions }) => interactions.map(({ interaction_id }) => interaction_id));

/** The parts that cover what was loaded, in their order. None if none of the visible exchanges exists. */
async function partsAround(
  read: Parameters<typeof readAgain>[2],
  visible: readonly string[],
  loaded: readonly string[],
): Promise<Part[]> {
  const middle = await firstFound(visible, (id) => read("around", id, atATime));
  if (!middle) return [];
  const parts = [middle];
  const edge = (at: 0 | -1) => idsIn(parts).at(at) ?? "";
  while (parts[0]?.earlier && loaded.indexOf(edge(0)) > 0)
    parts.unshift(await read("before", edge(0), atATime));
  const isInside = (id: string) => loaded.includes(id) && id !== loaded.at(-1);
  while (parts.at(-1)?.later && isInside(edge(-1))) parts.push(await read("after", edge(-1), atATime));
  return parts;
}

/**
 * The parts without what was not loaded before, and at most as many as scrolling keeps, around the first visible exchange. What was
 * said since is in them, if the end was loaded.
 */
function withinShown(parts: readonly Part[], shown: readonly Part[], visible: readonly string[]): Part[] {
  const all = parts.flatMap(({ interactions }) => interactions);
  const loaded = idsIn(shown);
  const placeOf = (id: string | undefined) => all.findIndex(({ interaction_id }) => interaction_id === id);
  const first = Math.max(0, placeOf(loaded[0]));
  const last = shown.at(-1)?.later ? placeOf(loaded.at(-1)) : -1;
  const kept = last < 0 ? all.length : last + 1;
  const most = shownMax.atATime * shownMax.parts;
  const middle = placeOf(visible.find((id) => placeOf(id) >= 0));
  const start = Math.max(first, Math.min(middle - most / 2, kept - most));
  const end = Math.min(kept, start + most);
  const parted = Array.from(
    { length: Math.max(1, Math.ceil((end - start) / shownMax.atATime)) },
    (_, part) => start + part * shownMax.atATime,
  ).map((from) => ({ from, to: Math.min(end, from + shownMax.atATime) }));
  return parted.map(({ from, to }) => ({
    interactions: all.slice(from, to),
    earlier: from > 0 || parts[0]?.earlier === true,
    later: to < all.length || parts.at(-1)?.later === true,
  }));
}

async function firstFound(
  ids: readonly string[],
  read: (id: string) => Promise<Part>,
): Promise<Part | undefined> {
  for (const id of ids) {
    try {
      return await read(id);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "RESOURCE_NOT_FOUND") throw error;
    }
  }
  return undefined;
}
