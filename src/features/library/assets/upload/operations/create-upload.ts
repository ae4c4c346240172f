import { z } from "zod";
import { granted } from "../../../../../kernel/access.ts";
import { fail } from "../../../../../kernel/failure.ts";
import { LibraryId, OrganizationId, text } from "../../../../../kernel/fields.ts";
import { linkTokenHash, newLinkToken } from "../../../../../platform/link-token.ts";
import { defineOperation } from "../../../services.ts";
import { AssetId } from "../../asset.ts";
import { cleanFilename } from "../staging/funnel.ts";
import { mustTakeViews } from "../store.ts";
import { insertUploadToken } from "../tokens/store.ts";
import { uploadTokenMinutes } from "../tokens/upload-token.ts";

export const createUpload = defineOperation({
  name: "createUpload",
  noun: "Assets",
  summary: "Get a one-time address for uploading a file",
  description:
    `\`PUT\` the file's bytes to the address within ${uploadTokenMinutes} minutes, without any header. It works once and answers like an upload. ` +
    "This way the file does not pass through a model's arguments, and the key stays where it is.",
  access: { kind: "library", level: "write", fields: ["libraryId"] },
  input: z.strictObject({
    organizationId: OrganizationId,
    libraryId: LibraryId,
    filename: text(1024)
      .min(1)
      .meta({ examples: ["beach.jpg"] }),
    parentId: AssetId.optional().meta({ description: "Adds a variant to this asset." }),
  }),
  output: z.object({
    uploadUrl: z.string(),
    method: z.literal("PUT"),
    resumableUrl: z.string().meta({
      description:
        "For a large file or a poor connection: where a tus 1.0 client creates the upload instead.",
    }),
    expiresAt: z.iso.datetime(),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  rest: { method: "POST", path: "/organizations/:organizationId/libraries/:libraryId/uploads", status: 201 },
  mcp: {
    tool: "create_upload",
    title: "Get an address to upload to",
    description:
      "Returns a one-time address for a file that you can read but not link to: `curl -T photo.jpg '<uploadUrl>'` within 15 " +
      "minutes. The answer is the asset. `resumableUrl` is the same by tus, for large files.",
    effect: "create",
  },
  async run({ database, clock, config }, { libraryId, filename, parentId = null }, caller) {
    if (caller.kind !== "key") throw fail.forbidden("Only API keys can do this. Upload the file directly.");
    const library = granted(caller, libraryId, "write").id;
    if (parentId !== null) await mustTakeViews(database, library, parentId);
    const token = newLinkToken();
    const expiresAt = new Date(clock.now().getTime() + uploadTokenMinutes * 60_000);
    await insertUploadToken(database, library, {
      sha256: linkTokenHash(token),
      keyId: caller.key.id,
      parentId,
      filename: cleanFilename(filename),
      expiresAt,
    });
    return {
      uploadUrl: `${config.publicUrl}/uploads/${token}`,
      method: "PUT" as const,
      resumableUrl: `${config.publicUrl}/files?ticket=${token}`,
      expiresAt: expiresAt.toISOString(),
    };
  },
});
