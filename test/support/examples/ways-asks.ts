import { randomBytes } from "node:crypto";
import { picture, text } from "../files.ts";
import type { Asked } from "../transports/ways.ts";
import type { Shelf } from "./shelf.ts";

const [blue, green] = await Promise.all([picture("blue"), picture("green")]);
const address = () => `${randomBytes(6).toString("hex")}@example.com`;

/** What each operation is asked when it should work, by its name. The first is the plainest. */
export const asks: Readonly<Record<string, (shelf: Shelf) => [Asked, ...Asked[]]>> = {
  startWithoutAccount: () => [
    { input: { email: address(), name: "Été à Porto" } },
    { input: { email: address() } },
  ],
  me: () => [{ input: {} }],

  getOrganizationUsage: ({ organizationId }) => [{ input: { organizationId } }],

  listLibraries: ({ organizationId }) => [
    { input: { organizationId } },
    { input: { organizationId, page: 2, pageSize: 1 } },
    { input: { organizationId, page: -3 } },
  ],
  createLibrary: ({ organizationId }) => [
    { input: { organizationId, name: "Été à Porto" } },
    { input: { organizationId, name: "Porto", slug: "o-porto" } },
  ],
  renameLibrary: (shelf) => [{ input: { ...barcelona(shelf), name: " Barça «2026» " } }],

  listAssets: (shelf) => [
    { input: barcelona(shelf) },
    { input: { ...barcelona(shelf), page: 1 } },
    { input: { ...barcelona(shelf), page: 2, pageSize: 1 } },
    { input: { ...barcelona(shelf), tags: ["SEA", "mountain"] } },
  ],
  getAsset: (shelf) => [
    { input: { ...barcelona(shelf), assetId: shelf.ids.one } },
    { input: { ...barcelona(shelf), assetId: shelf.ids.view } },
    { input: { ...barcelona(shelf), assetId: shelf.ids.two } },
  ],
  searchAssets: ({ organizationId }) => [
    { input: { organizationId, q: "sunst bea" } },
    { input: { organizationId, q: "" } },
    { input: { organizationId, q: "sea", libraries: ["lisbon", "barcelona"], page: 1, pageSize: 1 } },
    { input: { organizationId, q: "mountains" } },
  ],
  uploadAssets: (shelf) => [
    { input: barcelona(shelf), files: { "blue.png": blue } },
    { input: barcelona(shelf), files: { "blue.png": blue, "diary.txt": text, "green.jpeg": green } },
    { input: { ...barcelona(shelf), parentId: shelf.ids.one }, files: { "blue.png": blue } },
  ],
  createUpload: (shelf) => [
    { input: { ...barcelona(shelf), filename: "beach.png" } },
    { input: { ...barcelona(shelf), filename: "crop.png", parentId: shelf.ids.one } },
  ],
  updateAssetDescription: (shelf) => [
    { input: { ...barcelona(shelf), assetId: shelf.ids.two, description: "  as <it> is\n" } },
    { input: { ...barcelona(shelf), assetId: shelf.ids.one, description: "" } },
  ],
  transferAssets: (shelf) => [
    { input: { ...toLisbon(shelf), assetIds: [shelf.ids.one] } },
    { input: { ...toLisbon(shelf), assetIds: [shelf.ids.two, shelf.ids.one, shelf.ids.two] } },
  ],
  deleteAssets: (shelf) => [
    { input: { ...barcelona(shelf), ids: [shelf.ids.one] } },
    { input: { ...barcelona(shelf), ids: [shelf.ids.two, shelf.ids.gone, "AAAAAAAAAAA", shelf.ids.one] } },
  ],
  restoreAssets: (shelf) => [
    { input: { ...barcelona(shelf), ids: [shelf.ids.gone] } },
    { input: { ...barcelona(shelf), ids: [shelf.ids.one] } },
  ],

  listTags: (shelf) => [{ input: barcelona(shelf) }, { input: { ...barcelona(shelf), limit: 1 } }],
  tagAssets: (shelf) => [
    {
      input: {
        ...barcelona(shelf),
        assetIds: [shelf.ids.one, shelf.ids.two],
        tags: ["*dusk ", "SEA", "Dusk"],
      },
    },
  ],
  untagAssets: (shelf) => [
    { input: { ...barcelona(shelf), assetIds: [shelf.ids.one], tags: ["SEA", "mountain"] } },
  ],
};

export const barcelona = ({ organizationId }: Shelf) => ({ organizationId, libraryId: "barcelona" });
export const toLisbon = ({ organizationId }: Shelf) => ({
  organizationId,
  sourceLibraryId: "barcelona",
  targetLibraryId: "lisbon",
});

/** The same for an operation, which must be here. */
export function asksOf(operation: string, shelf: Shelf): [Asked, ...Asked[]] {
  const found = asks[operation];
  if (!found) throw new Error(`Nothing is asked of '${operation}' yet: add it to ways-asks.ts.`);
  return found(shelf);
}
