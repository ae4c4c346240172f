import { offline, Refused } from "../api/call.ts";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";

/** Where a file goes: into a library, or beside one of its assets as a view. */
export interface Destination {
  organizationId: string;
  libraryId: string;
  parentId?: string;
}

export interface Sending {
  asset: Promise<Asset>;
  abort(): void;
}

// A connection that moves nothing for this long is taken for lost.
const stallMs = 60_000;

/** Sends one file in a request of its own, telling how many of its bytes are out. `asset` fails with `Refused`. */
export function send(
  file: File,
  { organizationId, libraryId, parentId }: Destination,
  onSent: (bytes: number) => void,
): Sending {
  const request = new XMLHttpRequest();
  const asset = new Promise<Asset>((resolve, reject) => {
    const lost = () => reject(new Refused(offline, texts.upload.lost));
    let stalled = setTimeout(() => request.abort(), stallMs);
    const moved = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), stallMs);
    };
    request.upload.onprogress = ({ loaded }) => {
      moved();
      onSent(Math.min(loaded, file.size));
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
  // Before the file, so that the server knows it when the bytes come.
  if (parentId !== undefined) form.append("parentId", parentId);
  form.append("files", file, file.name);
  request.open("POST", `/api/app/uploadAssets?${new URLSearchParams({ organizationId, libraryId })}`);
  request.responseType = "json";
  request.send(form);
  return { asset, abort: () => request.abort() };
}

function assetOf(request: XMLHttpRequest): Asset {
  const answer = request.response as {
    data?: { assets: Asset[] };
    error?: { code: string; message: string };
  } | null;
  const asset = answer?.data?.assets[0];
  if (request.status === 200 && asset) return asset;
  const retryAfter = request.getResponseHeader("retry-after");
  throw new Refused(
    answer?.error?.code ?? `HTTP_${request.status}`,
    // The file's name stands beside it already.
    (answer?.error?.message ?? texts.ui.unreadable).replace(/^Left out '.*?': /s, ""),
    retryAfter === null ? undefined : Number(retryAfter),
  );
}
