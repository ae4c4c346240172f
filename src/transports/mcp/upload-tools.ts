import { Readable } from "node:stream";
import { z } from "zod";
import { AssetId } from "../../features/library/assets/asset.ts";
import { replaceAssetFile } from "../../features/library/assets/upload/operations/replace.ts";
import { uploadFilesMax } from "../../features/library/assets/upload/operations/upload.ts";
import { openUpload, type Upload } from "../../features/library/assets/upload/staging/open-upload.ts";
import { stageUrl } from "../../features/library/assets/upload/staging/stage-url.ts";
import type { RefusedFile, StagedFile } from "../../features/library/assets/upload/staging/staged-file.ts";
import type { Credentials } from "../../kernel/authenticate.ts";
import { LibraryId, OrganizationId } from "../../kernel/fields.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { decodedBase64 } from "./base64.ts";
import type { McpServices } from "./services.ts";
import { Source } from "./source.ts";
import type { Tool } from "./tool.ts";

const target = { organizationId: OrganizationId, libraryId: LibraryId };
const onDuplicate = z
  .enum(["keep", "skip", "replace"])
  .optional()
  .meta({ description: "For files already there." });
const parentId = AssetId.optional().meta({ description: "Adds a variant to this asset." });

/** The tools of operations that take files: by URL, or as base64 in the arguments. */
export function uploadTools(operation: AnyOperation): Tool[] {
  return operation.name === replaceAssetFile.name ? [replaceTool(operation)] : addTools(operation);
}

function replaceTool(operation: AnyOperation): Tool {
  return {
    name: "replace_asset_file",
    title: "Replace an asset's file",
    description: "Puts another file in the place of an asset's, at the same link. The old file is deleted.",
    effect: "replace",
    openWorld: true,
    operation,
    input: z.strictObject({ ...target, assetId: AssetId, source: Source }),
    run: (services, credentials, { source, ...rest }) =>
      uploadSources(services, operation, credentials, rest, [source as Source]),
  };
}

function addTools(operation: AnyOperation): Tool[] {
  const shared = { effect: "create", openWorld: true, operation } as const;
  return [
    {
      ...shared,
      name: "upload_asset",
      title: "Upload a file",
      description:
        "Uploads one file, by its public URL or as base64. Returns its link and id at once; dimensions and sizes follow: see " +
        "get_asset. For a file on your own disk, use create_upload.",
      input: z.strictObject({ ...target, source: Source, parentId, onDuplicate }),
      run: (services, credentials, { source, ...rest }) =>
        uploadSources(services, operation, credentials, rest, [source as Source]),
    },
    {
      ...shared,
      name: "upload_assets",
      title: "Upload files",
      description: `Uploads 1 to ${uploadFilesMax} files in one call, like upload_asset. A file of an unsupported type is left out and named with the reason; a URL that cannot be fetched fails the whole call.`,
      input: z.strictObject({
        ...target,
        sources: z.array(Source).min(1).max(uploadFilesMax),
        parentId,
        onDuplicate,
      }),
      run: (services, credentials, { sources, ...rest }) =>
        uploadSources(services, operation, credentials, rest, sources as Source[]),
    },
  ];
}

async function uploadSources(
  services: McpServices,
  operation: AnyOperation,
  credentials: Credentials,
  known: Record<string, unknown>,
  sources: readonly Source[],
): Promise<unknown> {
  const { assetId } = known;
  const freed = typeof assetId === "string" ? { assetId } : {};
  await using upload = openUpload(services);
  const answer = await services.invoke(operation, {
    ...credentials,
    known,
    async read(caller) {
      const files: (StagedFile | RefusedFile)[] = [];
      // One at a time, since each may have a gigabyte.
      for (const source of sources) files.push(await stageSource(services, upload.by(caller, freed), source));
      return { ...known, files };
    },
  });
  upload.committed(answer);
  return answer;
}

function stageSource(
  services: McpServices,
  upload: Upload,
  { kind, url = "", data = "", filename = "" }: Source,
): Promise<StagedFile | RefusedFile> {
  if (kind === "url") return stageUrl(services, upload, url, filename);
  return upload.stage(Readable.from(decodedBase64(data)), filename);
}
