import { send } from "../support/agent.ts";
import {
  barcelona,
  type Input,
  items,
  limited,
  misfit,
  type Refusal,
  refusal,
  toLisbon,
  unclaimed,
  unknownAssetId,
} from "./refusal.ts";
import { shareRefusals } from "./share-refusals.ts";
import { fileBytesMax, uploadRefusals } from "./upload-refusals.ts";

export const limits = { fileBytesMax, unclaimedStorageBytesMax: 100, rateLimitPerMinute: 1000 };

const ofLibraries: Refusal[] = [
  misfit("startWithoutAccount", "no e-mail address", () => ({ email: "nobody" })),
  misfit("startWithoutAccount", "a blank name", () => ({ email: "ada@example.com", name: " " })),
  refusal(
    "startWithoutAccount",
    "a fourth start with one email address",
    "BAD_USER_INPUT",
    () => ({ email: "Ada@example.com" }),
    {
      async setUp({ app }) {
        for (let i = 0; i < 3; i++)
          await send(app, undefined, "POST", "/libraries", { email: "ada@EXAMPLE.com" });
      },
    },
  ),

  misfit("listLibraries", "a page of 501", ({ organizationId }) => ({ organizationId, pageSize: 501 })),
  misfit("createLibrary", "a blank name", ({ organizationId }) => ({ organizationId, name: " " })),
  misfit("createLibrary", "a malformed slug", ({ organizationId }) => ({
    organizationId,
    name: "x",
    slug: "A b",
  })),
  refusal("createLibrary", "a slug that is taken", "LIBRARY_URL_TAKEN", newLibrary("Other", "lisbon")),
  refusal(
    "createLibrary",
    "a second library while unclaimed",
    "EPHEMERAL_LIBRARY_LIMIT_EXCEEDED",
    newLibrary("More"),
    {
      setUp: unclaimed,
    },
  ),
  refusal("createLibrary", "one library too many", "LIBRARY_LIMIT_EXCEEDED", newLibrary("More"), {
    setUp: limited({ librariesMax: 3 }),
  }),
  misfit("renameLibrary", "no name", (shelf) => ({ ...barcelona(shelf), name: "" })),
];

const ofReading: Refusal[] = [
  misfit("listAssets", "an empty page", (shelf) => ({ ...barcelona(shelf), pageSize: 0 })),
  refusal("getAsset", "an unknown id", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: unknownAssetId,
  })),
  refusal("getAsset", "an asset in the trash", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: shelf.assetIds.deleted,
  })),
  refusal("getAsset", "another library's asset", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    libraryId: "lisbon",
    assetId: shelf.assetIds.first,
  })),
  misfit("searchAssets", "a page of 251", ({ organizationId }) => ({ organizationId, q: "", pageSize: 251 })),
  misfit("searchAssets", "501 characters", ({ organizationId }) => ({ organizationId, q: "x".repeat(501) })),
  refusal(
    "searchAssets",
    "a library without a grant",
    "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY",
    ({ organizationId }) => ({
      organizationId,
      q: "",
      libraries: ["barcelona", "secret"],
    }),
  ),
];

const ofChanges: Refusal[] = [
  refusal("updateAssetDescription", "an unknown id", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: unknownAssetId,
    description: "x",
  })),
  misfit("updateAssetDescription", "10,001 characters", (shelf) => ({
    ...barcelona(shelf),
    assetId: shelf.assetIds.first,
    description: "x".repeat(10_001),
  })),
  refusal("transferAssets", "the library they are in", "BAD_USER_INPUT", (shelf) => ({
    ...toLisbon(shelf),
    targetLibraryId: "barcelona",
    assetIds: [shelf.assetIds.first],
  })),
  refusal("transferAssets", "a view", "BAD_USER_INPUT", (shelf) => ({
    ...toLisbon(shelf),
    assetIds: [shelf.assetIds.view],
  })),
  refusal("transferAssets", "an unknown id among them", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...toLisbon(shelf),
    assetIds: [shelf.assetIds.first, unknownAssetId],
  })),
  misfit("transferAssets", "no ids", (shelf) => ({ ...toLisbon(shelf), assetIds: [] })),
  misfit("deleteAssets", "101 ids", (shelf) => ({ ...barcelona(shelf), ids: items(101) })),
  misfit("restoreAssets", "no ids", (shelf) => ({ ...barcelona(shelf), ids: [] })),

  misfit("listTags", "501 tags", (shelf) => ({ ...barcelona(shelf), limit: 501 })),
  ...["tagAssets", "untagAssets"].flatMap((operation) => [
    misfit(operation, "a reserved tag", (shelf) => ({
      ...barcelona(shelf),
      assetIds: [shelf.assetIds.first],
      tags: ["Trash"],
    })),
    misfit(operation, "21 tags", (shelf) => ({
      ...barcelona(shelf),
      assetIds: [shelf.assetIds.first],
      tags: items(21),
    })),
    refusal(operation, "an unknown id among them", "RESOURCE_NOT_FOUND", (shelf) => ({
      ...barcelona(shelf),
      assetIds: [shelf.assetIds.first, unknownAssetId],
      tags: ["new"],
    })),
  ]),
];

/** Every refusal but those of access, which `access-matrix.test.ts` covers. */
export const refusals: readonly Refusal[] = [
  ...ofLibraries,
  ...ofReading,
  ...uploadRefusals,
  ...shareRefusals,
  ...ofChanges,
];

function newLibrary(name: string, slug?: string): Input {
  return ({ organizationId }) => ({ organizationId, name, ...(slug !== undefined && { slug }) });
}
