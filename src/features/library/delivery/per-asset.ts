import type { LinkedAsset } from "./store.ts";

// Links to one picture that differ in their query. More than this are not cached.
const variantsMax = 200;

/** Remembers what was made for an asset's variants, as long as its link is cached. */
export function perAsset<T>(): (asset: LinkedAsset, variant: string, make: () => T) => T {
  const made = new WeakMap<LinkedAsset, Map<string, T>>();
  return (asset, variant, make) => {
    const variants = made.get(asset) ?? new Map<string, T>();
    made.set(asset, variants);
    const known = variants.get(variant);
    if (known !== undefined) return known;
    const value = make();
    if (variants.size < variantsMax) variants.set(variant, value);
    return value;
  };
}
