import sql from "sql-template-tag";
import type { Shelf } from "../support/examples/shelf.ts";
import { pdf, text } from "../support/files.ts";
import {
  barcelona,
  type Input,
  limited,
  misfit,
  type Refusal,
  refusal,
  unclaimed,
  unknownAssetId,
} from "./refusal.ts";

const MB = 1024 * 1024;
export const fileBytesMax = MB;
const tooLarge = Buffer.concat([pdf, Buffer.alloc(MB, " ")]);
const firstOf = (shelf: Shelf) => ({ ...barcelona(shelf), assetId: shelf.assetIds.first });

/** Refusals of operations that take files, and of those that hand out addresses for them. */
export const uploadRefusals: Refusal[] = [
  upload("a file of an unsupported type", "BAD_USER_INPUT", barcelona, {
    "diary.txt": text,
    "empty.png": Buffer.alloc(0),
  }),
  upload("a file over the limit", "PAYLOAD_TOO_LARGE", barcelona, { "large.pdf": tooLarge }),
  upload("an unknown parent", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    parentId: unknownAssetId,
  })),
  upload("a view as the parent", "BAD_USER_INPUT", (shelf) => ({
    ...barcelona(shelf),
    parentId: shelf.assetIds.view,
  })),
  upload(
    "two files for one parent",
    "BAD_USER_INPUT",
    (shelf) => ({ ...barcelona(shelf), parentId: shelf.assetIds.first }),
    { "a.pdf": pdf, "b.pdf": pdf },
  ),
  upload("more than the quota", "STORAGE_LIMIT_EXCEEDED", barcelona, undefined, limited({ storageMbMax: 0 })),
  upload("more than unclaimed storage", "EPHEMERAL_STORAGE_LIMIT_EXCEEDED", barcelona, undefined, unclaimed),
  misfit("createUpload", "no name", (shelf) => ({ ...barcelona(shelf), filename: "" })),
  refusal("createUpload", "an unknown parent", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    filename: "a.png",
    parentId: unknownAssetId,
  })),
  replacing("an unknown id", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: unknownAssetId,
  })),
  replacing("an asset in the trash", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: shelf.assetIds.deleted,
  })),
  replacing("a file of no accepted type", "BAD_USER_INPUT", firstOf, { "diary.txt": text }),
  replacing("a file that is too large", "PAYLOAD_TOO_LARGE", firstOf, { "large.pdf": tooLarge }),
  replacing(
    "more than the quota",
    "STORAGE_LIMIT_EXCEEDED",
    firstOf,
    undefined,
    limited({ storageMbMax: 0 }),
  ),
  replacing("more than unclaimed storage", "EPHEMERAL_STORAGE_LIMIT_EXCEEDED", firstOf, undefined, unclaimed),
  refusal("getAssetLink", "an unknown asset", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: unknownAssetId,
  })),
  misfit("getAssetLink", "an unknown parameter", (shelf) => ({ ...firstOf(shelf), query: "wdth=3" })),
  ...[
    ["RESOURCE_NOT_FOUND", "an unknown asset", (): object => ({ assetId: unknownAssetId })],
    ["NOT_FOUND", "an unknown variant", (): object => ({ variantId: unknownAssetId })],
    ["NOT_FOUND", "another asset", ({ assetIds }: Shelf): object => ({ variantId: assetIds.second })],
  ].map(([code, what, changed]) =>
    refusal("promoteVariant", what as string, code as string, (shelf) => ({
      ...barcelona(shelf),
      assetId: shelf.assetIds.first,
      variantId: shelf.assetIds.view,
      ...(changed as (shelf: Shelf) => object)(shelf),
    })),
  ),
  refusal(
    "promoteVariant",
    "a file that is not read yet",
    "CONFLICT",
    (shelf) => ({ ...barcelona(shelf), assetId: shelf.assetIds.first, variantId: shelf.assetIds.view }),
    {
      setUp: ({ database }, { assetIds }) =>
        database.execute(sql`update assets set status = 'processing' where id = ${assetIds.view}`),
    },
  ),
  refusal("setAssetApproval", "an unknown asset", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: unknownAssetId,
    state: "approved",
  })),
  misfit("setAssetApproval", "another state", (shelf) => ({
    ...barcelona(shelf),
    assetId: shelf.assetIds.first,
    state: "perfect",
  })),
  refusal("editAsset", "an unknown asset", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: unknownAssetId,
  })),
  refusal("revertAsset", "an unknown asset", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetId: unknownAssetId,
  })),
  refusal("editAsset", "a picture that is not read yet", "CONFLICT", (shelf) => ({
    ...barcelona(shelf),
    assetId: shelf.assetIds.second,
    rotate: 90,
  })),
  misfit("editAsset", "a crop beyond the picture", (shelf) => ({
    ...firstOf(shelf),
    crop: { x: 0.6, y: 0, width: 0.5, height: 1 },
  })),
  refusal("createDownload", "an unknown id", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetIds: [shelf.assetIds.first, unknownAssetId],
  })),
  refusal("createDownload", "an asset in the trash", "RESOURCE_NOT_FOUND", (shelf) => ({
    ...barcelona(shelf),
    assetIds: [shelf.assetIds.deleted],
  })),
  refusal("createDownload", "more than 10 GB", "PAYLOAD_TOO_LARGE", barcelona, {
    setUp: ({ database }, { assetIds }) =>
      database.execute(sql`update assets set bytes = ${20 * 1024 ** 3} where id = ${assetIds.first}`),
  }),
  refusal("createDownload", "ids and tags", "BAD_USER_INPUT", (shelf) => ({
    ...barcelona(shelf),
    assetIds: [shelf.assetIds.first],
    tags: ["sea"],
  })),
  refusal("createDownload", "a tag that nothing has", "BAD_USER_INPUT", (shelf) => ({
    ...barcelona(shelf),
    tags: ["nothing"],
  })),
  refusal("createUpload", "a view as the parent", "BAD_USER_INPUT", (shelf) => ({
    ...barcelona(shelf),
    filename: "a.png",
    parentId: shelf.assetIds.view,
  })),
];

function upload(
  what: string,
  code: string,
  input: Input,
  files: Record<string, Buffer> = { "a.pdf": pdf },
  setUp: Refusal["setUp"] = async () => {},
): Refusal {
  return { operation: "uploadAssets", what, code, setUp, call: (shelf) => ({ input: input(shelf), files }) };
}

function replacing(
  what: string,
  code: string,
  input: Input,
  files: Record<string, Buffer> = { "a.pdf": pdf },
  setUp: Refusal["setUp"] = async () => {},
): Refusal {
  return { ...upload(what, code, input, files, setUp), operation: "replaceAssetFile" };
}
