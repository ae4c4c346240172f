// For assets, views and hits. GraphQL has no map type, so clients get JSON text.
const sizes = ({ sizes }: { sizes?: object | null }) => (sizes ? JSON.stringify(sizes) : null);

// Random ids of 66 bits are globally unique.
const nodeId = ({ id }: { id: string }) => id;

/** Fields of objects that are not a property of the same name. */
export const objectFields = {
  Asset: { sizes, nodeId },
  AssetView: { sizes, nodeId },
  SearchHit: { sizes, nodeId },
  Photo: { nodeId },
};
