import { mayPass, wait, waitMs } from "../attempts.ts";
import { type Core, randomKey } from "../core.ts";
import { RookeryError } from "../error.ts";
import type { Asset, CallOptions } from "../types.ts";
import type { Source } from "./source.ts";

/** How much of a file the server has. */
export interface Progress {
  loaded: number;
  total: number;
}

export interface PartsOptions extends CallOptions {
  /** Goes on with an upload: the address that `onUploadUrl` got, in another process if need be. Or a `resumableUrl`. */
  uploadUrl?: string | undefined;
  /** Gets the address of an upload in parts. Keep it to go on later: an upload ends a day after it began. */
  onUploadUrl?: ((uploadUrl: string) => void) | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Bytes of a part. Default: as much as passes in two seconds. */
  partSize?: number | undefined;
}

const MB = 1024 * 1024;
const partBytes = { min: MB, first: 2 * MB, max: 32 * MB };
const partMs = 2_000;
// The server takes 10,000 parts.
const partsMax = 9_000;
const tus = { "tus-resumable": "1.0.0" };

/** Sends a file in parts by tus 1.0, and goes on where it was when a connection breaks. */
export async function sendInParts(
  core: Core,
  source: Source,
  metadata: Record<string, string | undefined>,
  options: PartsOptions,
): Promise<{ asset: Asset; duplicateOf: string | undefined }> {
  const { size: total } = source;
  const upload = await begin(core, total, metadata, options);
  options.onUploadUrl?.(upload.url);
  const atLeast = Math.max(partBytes.min, Math.ceil(total / partsMax));
  let bytes = options.partSize ?? Math.max(partBytes.first, atLeast);
  while (upload.offset < total) {
    options.onProgress?.({ loaded: upload.offset, total });
    const startedAt = performance.now();
    const before = upload.offset;
    await sendPart(core, source, upload, bytes, options);
    if (options.partSize !== undefined) continue;
    const perMs = (upload.offset - before) / Math.max(1, performance.now() - startedAt);
    bytes = Math.round(Math.min(partBytes.max, bytes * 2, Math.max(atLeast, perMs * partMs)));
  }
  options.onProgress?.({ loaded: total, total });
  const asset = (await core.repeat(options, (signal) => core.attempt(upload.url, { signal }))) as Asset;
  return { asset, duplicateOf: upload.duplicateOf };
}

/** Ends an upload that is not finished, and frees its storage. */
export async function cancelUpload(core: Core, uploadUrl: string, options: CallOptions): Promise<void> {
  await core.repeat(options, (signal) => core.fetch(uploadUrl, { method: "DELETE", headers: tus, signal }));
}

interface Upload {
  url: string;
  offset: number;
  duplicateOf: string | undefined;
}

async function begin(
  core: Core,
  total: number,
  metadata: Record<string, string | undefined>,
  options: PartsOptions,
): Promise<Upload> {
  const { uploadUrl, idempotencyKey = randomKey() } = options;
  if (uploadUrl !== undefined && !new URL(uploadUrl).searchParams.has("ticket")) {
    const upload: Upload = { url: uploadUrl, offset: 0, duplicateOf: undefined };
    const length = await ask(core, upload, options);
    if (length === total) return upload;
    throw new TypeError(`This upload is of a file of ${length} bytes, but this one has ${total}.`);
  }
  const headers = {
    ...tus,
    "upload-length": String(total),
    "upload-metadata": encoded(metadata),
    "idempotency-key": idempotencyKey,
  };
  const created = await core.repeat(options, (signal) =>
    core.fetch(uploadUrl ?? `${core.baseUrl}/files`, { method: "POST", headers, signal }),
  );
  const location = created.headers.get("location") ?? "";
  // The server may know itself by another address than ours.
  const url = `${core.baseUrl}/files/${location.slice(location.lastIndexOf("/") + 1)}`;
  return { url, offset: 0, duplicateOf: undefined };
}

/** Sends one part. After a failure it asks what arrived. Tries are counted anew whenever bytes arrive. */
async function sendPart(
  core: Core,
  source: Source,
  upload: Upload,
  bytes: number,
  options: PartsOptions,
): Promise<void> {
  const end = Math.min(source.size, upload.offset + bytes);
  const retries = options.retries ?? core.options.retries ?? 3;
  for (let attempt = 0; upload.offset < end; attempt++) {
    const { offset } = upload;
    const body = await source.part(offset, end);
    const headers = {
      ...tus,
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
    };
    try {
      const send = (signal: AbortSignal) =>
        core.fetch(upload.url, { method: "PATCH", headers, body, signal });
      note(upload, await core.repeat({ ...options, retries: 0 }, send));
    } catch (error) {
      const ms = attempt < retries && maySendAgain(error) ? waitMs(error, attempt) : undefined;
      if (ms === undefined) throw error;
      await wait(ms, options.signal);
      await ask(core, upload, options);
    }
    if (upload.offset > offset) attempt = -1;
    else if (attempt > retries) throw new RookeryError("UNEXPECTED_ANSWER", "The server keeps no bytes.");
  }
}

/** Also when another offset was expected, or the bytes were changed on their way. */
const maySendAgain = (error: unknown): error is RookeryError =>
  error instanceof RookeryError && (mayPass(error, 0) || error.status === 409 || error.status === 460);

/** Asks how much has arrived. Returns how much there will be. */
async function ask(core: Core, upload: Upload, options: PartsOptions): Promise<number> {
  const head = (signal: AbortSignal) => core.fetch(upload.url, { method: "HEAD", headers: tus, signal });
  const answer = await core.repeat(options, head);
  note(upload, answer);
  return Number(answer.headers.get("upload-length"));
}

function note(upload: Upload, { headers }: Response): void {
  upload.offset = Number(headers.get("upload-offset"));
  upload.duplicateOf = headers.get("duplicate-of") ?? undefined;
}

/** `Upload-Metadata`: names, and values in base64. */
const encoded = (metadata: Record<string, string | undefined>): string =>
  Object.entries(metadata)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`)
    .join(",");
