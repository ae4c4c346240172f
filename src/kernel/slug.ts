/** The longest slug that is accepted. */
export const slugLengthMax = 63;

/** A slug from a name: `Barça 2026!` → `barca-2026`. `library` when no character is left. */
export function slugFrom(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return slug || "library";
}
