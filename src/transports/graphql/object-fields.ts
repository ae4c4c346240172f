import type { Asset } from "../../features/library/assets/asset.ts";

// GraphQL has no map type, so clients get JSON text.
const sizes = ({ sizes }: Pick<Asset, "sizes">) => (sizes === null ? null : JSON.stringify(sizes));

/** Fields of objects that are not a property of the same name. */
export const objectFields = { Asset: { sizes }, SearchHit: { sizes } };
