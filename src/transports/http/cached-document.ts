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

/** A text that stays the same while the server runs, compressed once. gzip, since browsers take brotli over HTTPS only. */
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

/** For what never changes under its address. */
export const forever = Number.POSITIVE_INFINITY;

/** Sends a document, compressed for whoever takes that; 304 to whoever holds it. It may be kept for `maxAgeSeconds` unasked. */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, bytes, gzipped, etag }: CachedDocument,
  maxAgeSeconds: number,
): FastifyReply {
  // Weak: the same document in either encoding.
  reply.headers({ etag: `W/${etag}`, "cache-control": keptFor(maxAgeSeconds) });
  reply.header("vary", "Api-Version, Accept-Encoding");
  if (namesTag(request.headers["if-none-match"], etag)) return reply.code(304).send();
  reply.type(type);
  const takesGzip = /\bgzip\b(?!;q=0(?:[,\s]|$))/.test(request.headers["accept-encoding"] ?? "");
  return takesGzip ? reply.header("content-encoding", "gzip").send(gzipped) : reply.send(bytes);
}

const keptFor = (seconds: number): string =>
  seconds === forever ? "public, max-age=31536000, immutable" : `public, max-age=${seconds}`;
