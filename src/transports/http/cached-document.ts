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
 * A document that never changes while the server runs, compressed once. gzip, since browsers accept brotli over HTTPS
 * only.
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
  // Weak, because both encodings have the same tag.
  reply.headers({ etag: `W/${etag}`, "cache-control": cacheControl(maxAgeSeconds) });
  reply.header("vary", "Api-Version, Accept-Encoding");
  if (namesTag(request.headers["if-none-match"], etag)) return reply.code(304).send();
  reply.type(type);
  const takesGzip = /\bgzip\b(?!;q=0(?:[,\s]|$))/.test(request.headers["accept-encoding"] ?? "");
  return takesGzip ? reply.header("content-encoding", "gzip").send(gzipped) : reply.send(bytes);
}

const cacheControl = (seconds: number): string =>
  seconds === forever ? "public, max-age=31536000, immutable" : `public, max-age=${seconds}`;
