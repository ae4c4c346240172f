import type { Asset } from "../../features/library/assets/asset.ts";

// A map has no type in GraphQL, so clients get it as JSON text.
const sizes = ({ sizes }: Pick<Asset, "sizes">) => (sizes === null ? null : JSON.stringify(sizes));

/** The fields of objects that are not simply a property of the same name. */
export const objectFields = { Asset: { sizes }, SearchHit: { sizes } };
