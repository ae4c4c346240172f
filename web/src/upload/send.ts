import { offline, Refused } from "../api/call.ts";
import type { Asset, Output } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";

/** The target of an upload: a library, or an asset that gets a view or another file. */
export interface Destination {
  organizationId: string;
  libraryId: string;
  parentId?: string;
  /** The asset whose file is replaced. */
  replacedId?: string;
}

/** An uploaded asset. `duplicateOf` is the one that already had the same file. */
export interface SentAsset {
  id: string;
  duplicateOf?: string;
}

export interface Sending {
  asset: Promise<SentAsset>;
  abort(): void;
}

/** What is told while a file is sent. */
export interface Hearing {
  sent(bytes: number): void;
  /** The server has more of the file than ever before, and keeps it when the connection breaks. */
  kept(): void;
}

/** A connection without progress for this long is considered lost. */
export const stallMs = 60_000;

/** Sends one file in a separate request and reports its progress. `asset` rejects with `Refused`. */
export function send(
  file: File,
  { organizationId, libraryId, parentId, replacedId }: Destination,
  { sent }: Hearing,
): Sending {
  const request = new XMLHttpRequest();
  const asset = new Promise<SentAsset>((resolve, reject) => {
    const lost = () => reject(new Refused(offline, texts.upload.lost));
    let stalled = setTimeout(() => request.abort(), stallMs);
    const moved = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), stallMs);
    };
    request.upload.onprogress = ({ loaded }) => {
      moved();
      sent(Math.min(loaded, file.size));
    };
    request.onerror = lost;
    request.onabort = lost;
    request.onload = () => {
      try {
        resolve(assetOf(request));
      } catch (error) {
        reject(error);
      }
    };
    request.onloadend = () => clearTimeout(stalled);
  });
  const form = new FormData();
  // Before the file, so that the server knows the parent when it reads the file.
  if (parentId !== undefined) form.append("parentId", parentId);
  form.append("files", file, file.name);
  const place = { organizationId, libraryId };
  request.open(
    "POST",
    replacedId === undefined
      ? `/api/app/uploadAssets?${new URLSearchParams(place)}`
      : `/api/app/replaceAssetFile?${new URLSearchParams({ ...place, assetId: replacedId })}`,
  );
  request.responseType = "json";
  request.send(form);
  return { asset, abort: () => request.abort() };
}

function assetOf(request: XMLHttpRequest): SentAsset {
  const answer = request.response as {
    data?: Output<"uploadAssets"> | Asset;
    error?: { code: string; message: string };
  } | null;
  const data = answer?.data;
  const asset = data && "assets" in data ? uploaded(data) : data;
  if (request.status === 200 && asset) return asset;
  const retryAfter = request.getResponseHeader("retry-after");
  throw new Refused(
    answer?.error?.code ?? `HTTP_${request.status}`,
    // Removes the filename, which is already shown.
    (answer?.error?.message ?? texts.ui.unreadable).replace(/^Left out '.*?': /s, ""),
    retryAfter === null ? undefined : Number(retryAfter),
  );
}

function uploaded({
  assets: [asset],
  duplicates: [duplicate],
}: Output<"uploadAssets">): SentAsset | undefined {
  return asset && { id: asset.id, ...(duplicate && { duplicateOf: duplicate.duplicateOf }) };
}
