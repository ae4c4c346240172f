import type { IncomingHttpHeaders } from "node:http";
import { create as contentDisposition } from "content-disposition";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ByteRange, OpenBlob } from "../../../platform/blobs/blobs.ts";
import { noLongerThan } from "./cache-control.ts";
import { isCurrent, requestedRange } from "./range.ts";

/** How a file is delivered. */
export interface Delivery {
  etag: string;
  modified: Date;
  headers: Readonly<Record<string, string>>;
  /** With those of a response that has a body. */
  allHeaders: Readonly<Record<string, string>>;
}

/** Files of users must never run scripts or access the page they are in. */
const userBytesHeaders = {
  "accept-ranges": "bytes",
  "content-security-policy":
    "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'",
  "x-content-type-options": "nosniff",
};

// Safari's PDF viewer stays empty in a sandbox. A PDF is not a page, so it does not need one.
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'";

export function describeDelivery(file: {
  etag: string;
  type: string;
  filename: string;
  /** The bytes at a link never change, so this is when they came. */
  modified: Date;
  disposition: "inline" | "attachment";
  cacheControl: string;
  /** The request headers that it depends on. */
  vary?: string;
}): Delivery {
  const { etag, type, filename, modified, disposition, cacheControl, vary } = file;
  const headers = {
    etag,
    "last-modified": modified.toUTCString(),
    "cache-control": cacheControl,
    ...(vary !== undefined && { vary }),
    ...userBytesHeaders,
    ...(type === "application/pdf" && { "content-security-policy": pdfPolicy }),
  };
  const allHeaders = {
    ...headers,
    "content-type": type === "image/svg+xml" ? `${type}; charset=utf-8` : type,
    "content-disposition": contentDisposition(filename, { type: disposition }),
  };
  return { etag, modified, headers, allHeaders };
}

/** The same file at a link that expires: caches keep it only as long as the link works. */
export function untilExpiry(delivery: Delivery, expires: Date | undefined, now: Date): Delivery {
  const cacheControl = delivery.headers["cache-control"];
  if (expires === undefined || cacheControl === undefined) return delivery;
  const seconds = Math.max(0, Math.floor((expires.getTime() - now.getTime()) / 1000));
  const shorter = { "cache-control": noLongerThan(cacheControl, seconds) };
  return {
    ...delivery,
    headers: { ...delivery.headers, ...shorter },
    allHeaders: { ...delivery.allHeaders, ...shorter },
  };
}

/** Whether a later request of the same URL, with these headers, gets the same answer. */
export type Reuse = (headers: IncomingHttpHeaders) => boolean;

/**
 * Answers a GET or HEAD with a file, a part of it, or 304. `open` fails with `RESOURCE_NOT_FOUND` if there is no file. Without
 * `reuse` the answer is for this request only.
 */
export async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  delivery: Delivery,
  open: () => Promise<OpenBlob>,
  reuse?: Reuse,
): Promise<FastifyReply> {
  const { headers, allHeaders } = delivery;
  if (isCurrent(request.headers, delivery)) return reply.code(304).headers(headers).send();
  const blob = await open();
  const content = isForWhole(request) ? await contentOf(reply, blob) : undefined;
  if (content) {
    const { again } = blob;
    const ready = again && reuse && ((asked: IncomingHttpHeaders) => (reuse(asked) ? again() : undefined));
    return reply.sendWhole(allHeaders, content, ready);
  }
  return sendAsAsked(request, reply, delivery, blob);
}

const isForWhole = ({ method, headers }: FastifyRequest) => method === "GET" && headers.range === undefined;

/** All bytes of a blob that is in memory or small enough to be read at once. Undefined if it must be streamed. */
const contentOf = (reply: FastifyReply, { content, whole, bytes }: OpenBlob) =>
  content ?? (whole && reply.mayHold(bytes) ? whole() : undefined);

/** Answers a HEAD, a part of a file, or a file that is streamed. */
async function sendAsAsked(
  request: FastifyRequest,
  reply: FastifyReply,
  { etag, allHeaders }: Delivery,
  blob: OpenBlob,
): Promise<FastifyReply> {
  const ifRange = request.headers["if-range"];
  const range =
    ifRange === undefined || ifRange === etag ? requestedRange(request.headers.range, blob.bytes) : "whole";
  if (range === "unsatisfiable" || request.method === "HEAD") await blob.close();
  if (range === "unsatisfiable") return refuseRange(reply, blob.bytes);
  // Set only after the last step that can fail, because errors must not be cached like the file.
  reply.headers(allHeaders);
  if (range === "whole") reply.header("content-length", blob.bytes);
  else partOf(reply, range, blob.bytes);
  if (request.method === "HEAD") return reply.send();
  if (!blob.content) return reply.send(blob.stream(range === "whole" ? undefined : range));
  return reply.send(range === "whole" ? blob.content : blob.content.subarray(range.start, range.end + 1));
}

function partOf(reply: FastifyReply, { start, end }: ByteRange, bytes: number): void {
  reply
    .code(206)
    .headers({ "content-length": end - start + 1, "content-range": `bytes ${start}-${end}/${bytes}` });
}

function refuseRange(reply: FastifyReply, bytes: number): FastifyReply {
  const headers = { ...userBytesHeaders, "cache-control": "no-store", "content-range": `bytes */${bytes}` };
  return reply.code(416).headers(headers).send();
}
