import type { Asset } from "../../features/library/assets/asset.ts";
import { assetShape } from "../versions/2026-07-08.ts";

// For assets, views and hits. GraphQL has no map type, so clients get JSON text.
const sizes = ({ sizes }: { sizes?: object | null }) => (sizes ? JSON.stringify(sizes) : null);

// Random ids of 66 bits are globally unique.
const nodeId = ({ id }: { id: string }) => id;

const variants = (asset: Asset) => assetShape.from(asset).variants;

/** Fields of objects that are not a property of the same name. */
export const objectFields = {
  Asset: { sizes, nodeId, variants },
  AssetView: { sizes, nodeId },
  AssetVariant: { sizes, nodeId },
  SearchHit: { sizes, nodeId, variants },
  Photo: { nodeId },
};
