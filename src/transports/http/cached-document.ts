import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { namesTag } from "../../features/library/delivery/range.ts";

export interface CachedDocument {
  type: string;
  bytes: Buffer;
  gzipped: Buffer;
  etag: string;
}

/**
 * A document that never changes while the server runs, compressed once. gzip, since brotli takes long. Large files are
 * compressed by the build: see `built-file.ts`.
 */
export async function cachedDocument(type: string, text: string | Buffer): Promise<CachedDocument> {
  const bytes = Buffer.from(text);
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  return {
    type: `${type}; charset=utf-8`,
    bytes,
    gzipped: await promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
    etag,
  };
}

/** The max-age of documents that never change. */
export const forever = Number.POSITIVE_INFINITY;

/**
 * Sends a document, gzipped if the client accepts that; 304 if the client's copy is current. Caches keep it for
 * `maxAgeSeconds`.
 */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, bytes, gzipped, etag }: CachedDocument,
  maxAgeSeconds: number,
): FastifyReply {
  if (isCurrentCopy(request, reply, etag, maxAgeSeconds)) return reply.code(304).send();
  reply.type(type);
  return takesEncoding(request, "gzip")
    ? reply.header("content-encoding", "gzip").send(gzipped)
    : reply.send(bytes);
}

/** Sets the headers for caches, and says whether the client's copy is current. */
export function isCurrentCopy(
  request: FastifyRequest,
  reply: FastifyReply,
  etag: string,
  maxAgeSeconds: number,
): boolean {
  // Weak, because all encodings have the same tag.
  reply.headers({ etag: `W/${etag}`, "cache-control": cacheControl(maxAgeSeconds) });
  reply.header("vary", `${reply.getHeader("vary") ?? "Api-Version"}, Accept-Encoding`);
  return namesTag(request.headers["if-none-match"], etag);
}

/** Whether the client accepts a content encoding: it names it, and not with `q=0`. */
export const takesEncoding = ({ headers }: FastifyRequest, encoding: "br" | "gzip"): boolean =>
  encodings[encoding].test(headers["accept-encoding"] ?? "");

const encodings = {
  br: /\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:[,\s]|$))/,
  gzip: /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:[,\s]|$))/,
};

const cacheControl = (seconds: number): string =>
  seconds === forever ? "public, max-age=31536000, immutable" : `public, max-age=${seconds}`;
