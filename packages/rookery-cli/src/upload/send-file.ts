import type { UploadedAsset } from "rookery-client";
import { openFile } from "rookery-client/node";
import type { Place, SignedIn } from "../context.ts";
import type { FoundFile } from "./find-files.ts";
import { type Journal, sha256Of } from "./journal.ts";
import type { Turns } from "./turns.ts";

export interface Sending extends SignedIn {
  place: Place;
  journal: Journal;
  turns: Turns;
  onDuplicate: "skip" | "keep" | "replace";
  signal: AbortSignal;
}
/** What became of a file. */
export interface Sent {
  status: "uploaded" | "skipped" | "replaced";
  asset: Pick<UploadedAsset, "id" | "url" | "filename" | "libraryId">;
}

/** Sends a file, unless the library has it. Goes on with an upload that was interrupted. */
export async function sendFile(
  sending: Sending,
  { path }: FoundFile,
  filename: string,
  onProgress: (bytes: number) => void,
): Promise<Sent> {
  const sha256 = await sha256Of(path, sending.signal);
  // Two copies would go on with the same upload, and disturb each other.
  return sending.turns(sha256, () => sendContent(sending, { path, filename, sha256 }, onProgress));
}

async function sendContent(
  sending: Sending,
  { path, filename, sha256 }: { path: string; filename: string; sha256: string },
  onProgress: (bytes: number) => void,
): Promise<Sent> {
  const { rookery, place, journal, onDuplicate, signal } = sending;
  const { assetId, uploadUrl } = await journal.read(sha256);
  if (onDuplicate === "skip" && assetId !== undefined) {
    const known = await rookery.assets.get({ ...place, assetId }, { signal }).catch(orGone);
    if (known) return { status: "skipped", asset: known };
  }
  const file = await openFile(path, { filename });
  const send = (from: string | undefined) =>
    rookery.assets.upload(file, {
      ...place,
      onDuplicate,
      signal,
      uploadUrl: from,
      onUploadUrl: (url) => journal.write(sha256, { uploadUrl: url }),
      onProgress: ({ loaded }) => onProgress(loaded),
    });
  const resumed = uploadUrl === undefined ? undefined : await send(uploadUrl).catch(orGone);
  const asset = resumed ?? (await send(undefined));
  journal.write(sha256, { assetId: asset.id });
  const wasThere = asset.duplicateOf !== undefined && asset.duplicateOf === asset.id;
  const status = !wasThere ? "uploaded" : onDuplicate === "replace" ? "replaced" : "skipped";
  return { status, asset };
}

/** What is not there any more is no failure: an asset in the trash, or an upload that has ended. */
function orGone(error: { status?: number; name?: string }): undefined {
  if (error.status !== 404 && error.status !== 410) throw error;
}
