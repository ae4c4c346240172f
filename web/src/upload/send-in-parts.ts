import type { DetailedError, HttpResponse, UploadOptions } from "tus-js-client";
import { offline, Refused } from "../api/call.ts";
import { texts } from "../texts/texts.ts";
import { type Destination, type Hearing, type Sending, type SentAsset, stallMs } from "./send.ts";

/** From this size on, parts pay for their requests. */
export const inPartsFromBytes = 8 * 1024 * 1024;
/** Below what proxies take in one request. */
const chunkSize = 32 * 1024 * 1024;

/**
 * Sends a large file by tus. What has arrived stays on the server for a day: sent again, also after the page was reloaded, the
 * file goes on from there. The script is loaded with the first such file.
 */
export function sendInParts(file: File, destination: Destination, { sent, kept }: Hearing): Sending {
  const { promise: asset, resolve, reject } = Promise.withResolvers<SentAsset>();
  const lost = () => new Refused(offline, texts.upload.lost);
  let most = 0;
  let isAborted = false;
  let stop = (_isCancelled: boolean) => {};
  let stalled: ReturnType<typeof setTimeout> | undefined;
  const moved = () => {
    clearTimeout(stalled);
    stalled = setTimeout(() => {
      stop(false);
      reject(lost());
    }, stallMs);
  };
  const options: UploadOptions = {
    endpoint: `${location.origin}/api/app/files`,
    chunkSize,
    metadata: metadataOf(file, destination),
    fingerprint: async () => JSON.stringify([metadataOf(file, destination), file.size, file.lastModified]),
    removeFingerprintOnSuccess: true,
    // The queue decides when to go on.
    retryDelays: null,
    onProgress(bytes) {
      moved();
      sent(bytes);
    },
    onAfterResponse(_request, response) {
      moved();
      const offset = Number(response.getHeader("Upload-Offset"));
      if (offset <= most) return;
      most = offset;
      kept();
    },
    onSuccess: ({ lastResponse }) => resolve(assetOf(lastResponse)),
    onError: (error) => reject(refusalOf(error)),
  };
  const start = async () => {
    const { Upload } = await import("tus-js-client");
    const upload = new Upload(file, options);
    stop = (isCancelled) => void upload.abort(isCancelled).catch(() => {}); // it expires anyway
    const [earlier] = await upload.findPreviousUploads();
    if (earlier) upload.resumeFromPreviousUpload(earlier);
    if (!isAborted) upload.start();
  };
  moved();
  start().catch(() => reject(lost()));
  return {
    asset: asset.finally(() => clearTimeout(stalled)),
    abort() {
      isAborted = true;
      stop(true);
      reject(lost());
    },
  };
}

const metadataOf = (file: File, { organizationId, libraryId, parentId }: Destination) => ({
  organizationId,
  libraryId,
  filename: file.name,
  ...(parentId !== undefined && { parentId }),
});

function assetOf(answer: HttpResponse): SentAsset {
  const duplicateOf = answer.getHeader("Duplicate-Of");
  return { id: answer.getHeader("Asset-Id") ?? "", ...(duplicateOf && { duplicateOf }) };
}

function refusalOf(error: Error | DetailedError): Refused {
  const answer = "originalResponse" in error ? error.originalResponse : null;
  if (!answer) return new Refused(offline, texts.upload.lost);
  const retryAfter = answer.getHeader("Retry-After");
  const { code, message } = errorIn(answer.getBody());
  // Another node still stores what a request before sent.
  if (code === "CONFLICT") return new Refused(offline, message ?? texts.upload.lost);
  return new Refused(
    code ?? `HTTP_${answer.getStatus()}`,
    (message ?? texts.ui.unreadable).replace(/^Left out '.*?': /s, ""),
    retryAfter ? Number(retryAfter) : undefined,
  );
}

function errorIn(body: string): { code?: string; message?: string } {
  try {
    return (JSON.parse(body) as { error?: object }).error ?? {};
  } catch {
    return {};
  }
}
