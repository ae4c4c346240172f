import { z } from "zod";
import { granted } from "../../../../kernel/access.ts";
import { fail } from "../../../../kernel/failure.ts";
import { LibraryId, OrganizationId } from "../../../../kernel/fields.ts";
import { linkTokenHash, newLinkToken } from "../../../../platform/link-token.ts";
import { defineOperation } from "../../services.ts";
import { AskedTag, AssetId, uniqueTags } from "../asset.ts";
import { insertDownload, newestToDownload, type SizedAsset, sizedAssets } from "./store.ts";

// As many as people can select in the app.
const filesMax = 5_000;
// More is hardly received in one piece.
const bytesMax = 10 * 1024 ** 3;
const minutes = 15;
const tooMany = "A download can have up to 5,000 files and 10 GB. Download fewer files at a time.";

export const createDownload = defineOperation({
  name: "createDownload",
  noun: "Assets",
  summary: "Get a link to assets as a ZIP file",
  description:
    `Takes the named assets, or else the library's assets, or those with any of the tags: up to 5,000 files and 10 GB. Open the ` +
    `link within ${minutes} minutes. It holds the files that the assets' \`url\` serves; equal names are numbered.`,
  access: { kind: "library", level: "read", fields: ["libraryId"] },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    assetIds: z
      .array(AssetId)
      .min(1)
      .max(filesMax)
      .optional()
      .meta({ examples: [["V1StGXR8_Z5"]] }),
    tags: z.array(AskedTag).max(5).default([]).meta({ description: "Instead of ids." }),
  }),
  output: z.object({
    downloadUrl: z.string(),
    files: z.int().meta({ examples: [12] }),
    bytes: z.number().meta({ description: "Of all files.", examples: [29774448] }),
    expiresAt: z.iso.datetime(),
  }),
  fails: ["RESOURCE_NOT_FOUND", "PAYLOAD_TOO_LARGE"],
  rest: {
    method: "POST",
    path: "/organizations/:organizationId/libraries/:libraryId/downloads",
    status: 201,
  },
  mcp: {
    tool: "create_download",
    title: "Get a link to a ZIP file",
    description: "Returns a link, valid for 15 minutes, to assets, a tag or a whole library as one ZIP file.",
    effect: "read",
  },
  reads: false,
  async run({ database, clock, config }, { libraryId, assetIds, tags }, caller) {
    const library = granted(caller, libraryId).id;
    if (assetIds && tags.length > 0) throw fail.input("tags: send either assetIds or tags.");
    const assets = assetIds
      ? await named(sizedAssets(database, library, [...new Set(assetIds)]), new Set(assetIds).size)
      : await newestToDownload(database, library, uniqueTags(tags).keys, filesMax + 1);
    if (assets.length === 0) throw fail.input("There are no files to download.");
    const bytes = assets.reduce((sum, asset) => sum + asset.bytes, 0);
    if (assets.length > filesMax || bytes > bytesMax) throw fail.tooLarge(tooMany);
    const token = newLinkToken();
    const expiresAt = new Date(clock.now().getTime() + minutes * 60_000);
    await insertDownload(database, library, {
      sha256: linkTokenHash(token),
      keyId: caller.kind === "key" ? caller.key.id : null,
      assetIds: assets.map(({ id }) => id),
      expiresAt,
    });
    return {
      downloadUrl: `${config.publicUrl}/downloads/${token}`,
      files: assets.length,
      bytes,
      expiresAt: expiresAt.toISOString(),
    };
  },
});

/** Fails unless all assets were found. */
async function named(finding: Promise<SizedAsset[]>, asked: number): Promise<SizedAsset[]> {
  const found = await finding;
  if (found.length < asked) throw fail.missing("asset");
  return found;
}
