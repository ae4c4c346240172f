import { presentAsset } from "../../features/library/assets/present.ts";
import { assetsById } from "../../features/library/assets/store.ts";
import { uploadAssets } from "../../features/library/assets/upload/operations/upload.ts";
import {
  blobsOf,
  dropBlobs,
  dropParts,
  streamParts,
} from "../../features/library/assets/upload/resumable/parts.ts";
import {
  deleteResumable,
  findResumable,
  partsOf,
  type ResumableUpload,
} from "../../features/library/assets/upload/resumable/store.ts";
import { openUpload } from "../../features/library/assets/upload/staging/open-upload.ts";
import { Failure } from "../../kernel/failure.ts";
import { linkTokenHash } from "../../platform/link-token.ts";
import { targetOf } from "./admit.ts";
import { uploadUnknown } from "./protocol-error.ts";
import type { Admitted, TusServices } from "./services.ts";

/** Makes an asset of an upload whose bytes have all arrived, once, however often it is asked. Returns the finished upload. */
export type Finish = (admitted: Admitted) => Promise<ResumableUpload>;

export function openFinisher(services: TusServices): Finish {
  const running = new Map<number, Promise<ResumableUpload>>();
  return (admitted) => {
    const { id } = admitted.upload;
    const started = running.get(id) ?? finish(services, admitted).finally(() => running.delete(id));
    running.set(id, started);
    return started;
  };
}

async function finish(services: TusServices, admitted: Admitted): Promise<ResumableUpload> {
  const { id } = admitted.upload;
  const now = () => findResumable(services.database, linkTokenHash(admitted.token));
  const before = await now();
  if (!before) throw uploadUnknown();
  if (before.assetId !== null) return before;
  try {
    await commit(services, admitted);
  } catch (error) {
    // Another process may have been faster.
    const found = await now();
    if (found && found.assetId !== null) return found;
    // What will be refused again is not kept. After other failures, the client may try once more.
    if (error instanceof Failure && isFinal(error)) await removeUpload(services, id);
    throw error;
  }
  await dropParts(services, id).catch((err) =>
    services.log.warn({ err }, "could not delete the parts of an upload"),
  );
  return (await now()) ?? before;
}

/** The bytes go through the funnel like those of any other upload. */
async function commit(services: TusServices, { upload, credentials }: Admitted): Promise<void> {
  const { id, filename, parentId, onDuplicate } = upload;
  const known = targetOf(upload);
  await using staging = openUpload(services);
  const answer = await services.invoke(uploadAssets, {
    ...credentials,
    known,
    read: async (caller) => ({
      ...known,
      files: [await staging.by(caller, { uploadId: id }).stage(streamParts(services, id), filename)],
      onDuplicate,
      resumableUploadId: id,
      ...(parentId !== null && { parentId }),
    }),
  });
  staging.committed(answer);
}

/** Deletes an upload that is not finished, with its parts. False if it is finished. */
export async function removeUpload(services: TusServices, id: number): Promise<boolean> {
  const parts = await partsOf(services.database, id);
  if (!(await deleteResumable(services.database, id))) return false;
  await dropBlobs(services, blobsOf(parts));
  return true;
}

const isFinal = ({ code }: Failure) =>
  ["BAD_USER_INPUT", "PAYLOAD_TOO_LARGE", "RESOURCE_NOT_FOUND"].includes(code);

/** How a finished upload tells of its asset. The address is missing once the asset is deleted or moved. */
export async function assetHeaders(
  services: TusServices,
  { assetId, duplicateOf, libraryId, organizationSlug }: ResumableUpload,
): Promise<Record<string, string>> {
  if (assetId === null) return {};
  const [row] = await assetsById(services.database, libraryId, [assetId]);
  const url = row && presentAsset(services, organizationSlug, row).url;
  return {
    "asset-id": assetId,
    ...(url && { "asset-url": url }),
    ...(duplicateOf && { "duplicate-of": duplicateOf }),
  };
}
