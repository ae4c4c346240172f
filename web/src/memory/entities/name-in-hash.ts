const prefix = "name=";

/** The URL's hash of an entity's page. */
export const hashOf = (name: string): string => prefix + encodeURIComponent(name);

/** The name in a URL's hash. Null if the hash belongs to another page; the router has decoded a part of it already. */
export function nameIn(hash: string): string | null {
  if (!hash.startsWith(prefix)) return hash === "" ? "" : null;
  const name = hash.slice(prefix.length);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
