/**
 * An organization with the libraries `barcelona`, which has the assets, and `lisbon`. The second asset has no description,
 * `view` is a view of the first, `deleted` is in the trash.
 */
export interface LibraryFixture {
  organizationId: string;
  assetIds: { first: string; second: string; view: string; deleted: string };
  claimToken: string;
  shareId: string;
  /** An address that is not used yet. */
  newEmail(): string;
}

export const libraryExamples = ({
  organizationId,
  assetIds,
  claimToken,
  shareId,
  newEmail,
}: LibraryFixture) => {
  const { first, second, view, deleted } = assetIds;
  const barcelona = { organizationId, libraryId: "barcelona" } as const;
  const toLisbon = { organizationId, sourceLibraryId: "barcelona", targetLibraryId: "lisbon" } as const;
  return {
    startWithoutAccount: [{ email: newEmail(), name: "Été à Porto" }, { email: newEmail() }],
    peekClaim: [{ token: claimToken }],
    me: [{}],

    listLibraries: [
      { organizationId },
      { organizationId, page: 2, pageSize: 1 },
      { organizationId, page: -3 },
    ],
    createLibrary: [
      { organizationId, name: "Été à Porto" },
      { organizationId, name: "Porto", slug: "o-porto" },
    ],
    renameLibrary: [{ ...barcelona, name: " Barça «2026» " }],
    deleteLibrary: [{ ...barcelona, confirm: "barcelona" }],
    addLibraryToOrganization: [{ organizationId, name: "Porto" }],
    listOrganizationLibraries: [{ organizationId }],

    listAssets: [
      barcelona,
      { ...barcelona, page: 1 },
      { ...barcelona, page: 2, pageSize: 1 },
      { ...barcelona, tags: ["SEA", "mountain"] },
    ],
    browseAssets: [barcelona, { ...barcelona, kind: "image", sort: "largest" }],
    getAsset: [
      { ...barcelona, assetId: first },
      { ...barcelona, assetId: view },
      { ...barcelona, assetId: second },
    ],
    getCameraData: [{ ...barcelona, assetId: first }],
    listDuplicates: [{ ...barcelona, assetId: first }],
    searchAssets: [
      { organizationId, q: "sunst bea" },
      { organizationId, q: "" },
      { organizationId, q: "sea", libraries: ["lisbon", "barcelona"], page: 1, pageSize: 1 },
      { organizationId, q: "mountains" },
    ],
    countAssets: [
      { ...barcelona, dates: "month" },
      { ...barcelona, q: "sea", kind: "image", tags: ["sea"], takenFrom: "2024", dates: "day", limit: 5 },
    ],
    uploadAssets: [
      { ...barcelona, files: ["blue.png"] },
      { ...barcelona, files: ["blue.png", "diary.txt", "green.jpeg"] },
      { ...barcelona, parentId: first, files: ["blue.png"] },
      { ...barcelona, onDuplicate: "skip", files: ["blue.png", "blue again.png"] },
    ],
    createUpload: [
      { ...barcelona, filename: "beach.png" },
      { ...barcelona, filename: "crop.png", parentId: first },
    ],
    startResumableUpload: [
      { ...barcelona, filename: "beach.mp4", bytes: 70_000 },
      { ...barcelona, parentId: first, onDuplicate: "skip", bytes: 1, metadata: "libraryId YmFyY2Vsb25h" },
    ],
    replaceAssetFile: [
      { ...barcelona, assetId: first, files: ["blue.png"] },
      { ...barcelona, assetId: view, files: ["blue.png"] },
    ],
    createDownload: [
      barcelona,
      { ...barcelona, assetIds: [second, first, second] },
      { ...barcelona, tags: ["SEA"] },
    ],
    updateAssetDescription: [
      { ...barcelona, assetId: second, description: "  as <it> is\n" },
      { ...barcelona, assetId: first, description: "" },
    ],
    renameAsset: [{ ...barcelona, assetId: second, name: " Beach at dusk " }],
    transferAssets: [
      { ...toLisbon, assetIds: [first] },
      { ...toLisbon, assetIds: [second, first, second] },
    ],
    deleteAssets: [
      { ...barcelona, ids: [first] },
      { ...barcelona, ids: [second, deleted, "AAAAAAAAAAA", first] },
    ],
    restoreAssets: [
      { ...barcelona, ids: [deleted] },
      { ...barcelona, ids: [first] },
    ],
    listTrash: [barcelona],
    purgeAssets: [{ ...barcelona, ids: [deleted] }],
    emptyTrash: [barcelona],

    ...linkExamples(barcelona, assetIds),
    ...editExamples(barcelona, assetIds),

    listTags: [barcelona, { ...barcelona, limit: 1 }],
    tagAssets: [{ ...barcelona, assetIds: [first, second], tags: ["*dusk ", "SEA", "Dusk"] }],
    createShareLink: [
      { ...barcelona, assetIds: [second, first], name: " Summer «2026» " },
      { ...barcelona, tag: "sea", expiresInDays: 7 },
      barcelona,
    ],
    listShareLinks: [barcelona],
    revokeShareLink: [{ ...barcelona, shareId }],
    untagAssets: [{ ...barcelona, assetIds: [first], tags: ["SEA", "mountain"] }],
  } as const;
};

const linkExamples = (
  barcelona: { organizationId: string; libraryId: "barcelona" },
  { first, second }: LibraryFixture["assetIds"],
) =>
  ({
    setLibraryPrivacy: [
      { ...barcelona, private: true, linkSeconds: 3600 },
      { ...barcelona, private: false },
    ],
    getAssetLink: [
      { ...barcelona, assetId: first, query: "w=300&rot=90", expiresInSeconds: 3600 },
      { ...barcelona, assetId: second },
    ],
    getAssetLinks: [
      {
        ...barcelona,
        links: [{ assetId: first, query: "w=300&blur=20" }, { assetId: second }, { assetId: "AAAAAAAAAAA" }],
      },
    ],
    rotateLinkKey: [
      { organizationId: barcelona.organizationId },
      { organizationId: barcelona.organizationId, formerDays: 0 },
    ],
  }) as const;

const editExamples = (
  barcelona: { organizationId: string; libraryId: "barcelona" },
  { first, second, view }: LibraryFixture["assetIds"],
) =>
  ({
    editAsset: [
      { ...barcelona, assetId: first, rotate: 90, flip: "h", crop: { x: 0.25, y: 0, width: 0.5, height: 1 } },
      { ...barcelona, assetId: view, focalPoint: { x: 0.2, y: 0.8 } },
      { ...barcelona, assetId: first },
    ],
    revertAsset: [
      { ...barcelona, assetId: first },
      { ...barcelona, assetId: second },
    ],
    setAssetApproval: [
      { ...barcelona, assetId: first, state: "needs_changes", note: "Brighter, «please»." },
      { ...barcelona, assetId: second, state: "approved" },
      { ...barcelona, assetId: first, state: "none" },
    ],
    promoteVariant: [{ ...barcelona, assetId: first, variantId: view }],
  }) as const;
