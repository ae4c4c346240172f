import type { Core } from "../core.ts";
import type { Asset, CallOptions, Result, Routes } from "../types.ts";
import { type PartsOptions, sendInParts } from "./parts.ts";
import { openSource, type Source, type UploadSource } from "./source.ts";

export interface UploadOptions extends PartsOptions {
  /** Default: the client's organization, or the one of its key. */
  organization?: string | undefined;
  /** Default: the client's library. */
  library?: string | undefined;
  /** Default: the name of a `File`. */
  filename?: string | undefined;
  /** Makes the file a variant of this asset. */
  parentId?: string | undefined;
  /** What happens to a file that the library has already. Default: `keep`, which adds it again. */
  onDuplicate?: "keep" | "skip" | "replace" | undefined;
  /** Bytes of a stream. Without it, a stream is read into memory before it is sent. */
  size?: number | undefined;
}

/** An uploaded file. */
export type UploadedAsset = Asset & {
  /** The asset that had the same file before. */
  duplicateOf?: string;
};

/** Smaller files go in one request, larger ones in parts. */
const inOneRequestMax = 5 * 1024 * 1024;
/** A request with a file may take longer than others. */
const uploadTimeout = 5 * 60_000;

/** Uploads a file, in one request or in parts. */
export async function uploadFile(
  core: Core,
  given: UploadSource,
  { timeout = core.options.timeout ?? uploadTimeout, ...rest }: UploadOptions = {},
): Promise<UploadedAsset> {
  const options = { ...rest, timeout };
  options.signal?.throwIfAborted();
  const source = await openSource(given, options.size);
  const filename = options.filename ?? source.filename ?? "file";
  const { parentId, onDuplicate, uploadUrl } = options;
  const inParts = uploadUrl !== undefined || source.size > (options.partSize ?? inOneRequestMax);
  const target = uploadUrl === undefined ? await targetOf(core, options) : {};
  const { asset, duplicateOf } = inParts
    ? await sendInParts(core, source, { ...target, filename, parentId, onDuplicate }, options)
    : await sendInOne(core, source, target, { ...options, filename });
  return { ...asset, ...(duplicateOf !== undefined && { duplicateOf }) };
}

export interface ReplaceOptions extends CallOptions {
  organization?: string | undefined;
  library?: string | undefined;
  /** Default: the name of a `File`, or else the asset keeps its own. */
  filename?: string | undefined;
}

/** Puts another file in the place of an asset's. */
export async function replaceFile(
  core: Core,
  assetId: string,
  given: UploadSource,
  {
    organization,
    library,
    filename,
    timeout = core.options.timeout ?? uploadTimeout,
    ...options
  }: ReplaceOptions,
): Promise<Asset> {
  const source = await openSource(given, undefined);
  const path = { ...(await targetOf(core, { organization, library })), assetId };
  const parts = {
    path,
    query: { filename: filename ?? source.filename },
    body: await source.part(0, source.size),
  };
  return (await core.call(
    "PUT /organizations/{organizationId}/libraries/{libraryId}/assets/{assetId}/file",
    parts,
    { ...options, timeout },
  )) as Asset;
}

interface Target {
  organizationId?: string;
  libraryId?: string;
}

async function targetOf(
  core: Core,
  { organization, library = core.options.library }: Pick<UploadOptions, "organization" | "library">,
): Promise<Target> {
  if (!library) throw new TypeError("Pass 'library', or set it on the client.");
  return { organizationId: organization ?? (await core.organization()), libraryId: library };
}

async function sendInOne(
  core: Core,
  source: Source,
  path: Target,
  { filename, parentId, onDuplicate, onProgress, ...options }: UploadOptions & { filename: string },
): Promise<{ asset: Asset; duplicateOf: string | undefined }> {
  const { size: total } = source;
  onProgress?.({ loaded: 0, total });
  const body = new FormData();
  if (parentId !== undefined) body.append("parentId", parentId);
  body.append("files", await source.part(0, total), filename);
  const answer = (await core.call(
    "POST /organizations/{organizationId}/libraries/{libraryId}/assets",
    { path, query: { onDuplicate }, body },
    options,
  )) as Result<Routes["POST /organizations/{organizationId}/libraries/{libraryId}/assets"]>;
  onProgress?.({ loaded: total, total });
  const [asset] = answer.assets;
  return { asset: asset as Asset, duplicateOf: answer.duplicates[0]?.duplicateOf };
}
