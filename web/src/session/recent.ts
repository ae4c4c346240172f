/** A recent choice in the palette: a destination's id, or an asset with the data to show it. */
export type Recent =
  | { id: string }
  | { id: string; libraryId: string; assetId: string; name: string; thumbUrl: string | null };

const recentMax = 6;
const prefix = "palette ";
const keyOf = (organizationId: string) => prefix + organizationId;

export function recentOf(organizationId: string): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(organizationId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.id === "string").slice(0, recentMax) : [];
  } catch {
    return [];
  }
}

export function noteRecent(organizationId: string, recent: Recent): void {
  const others = recentOf(organizationId).filter(({ id }) => id !== recent.id);
  localStorage.setItem(keyOf(organizationId), JSON.stringify([recent, ...others].slice(0, recentMax)));
}

/** Removes recent choices on sign-out, because they contain names and pictures. */
export function forgetRecent(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
