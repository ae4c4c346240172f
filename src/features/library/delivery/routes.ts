import type { Readable } from "node:stream";
import { create as contentDisposition } from "content-disposition";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { fail } from "../../../kernel/failure.ts";
import { isPicture } from "../../../media/sniff/is-picture.ts";
import { BlobMissing, type ByteRange } from "../../../platform/blobs/blobs.ts";
import { blobFiles, renditionNames } from "../assets/upload/blob-files.ts";
import type { LibraryServices } from "../services.ts";
import { namesTag, requestedRange } from "./range.ts";
import { type DeliverableAsset, deliverable } from "./store.ts";
import { storedRendition } from "./stored-rendition.ts";

// A year, the longest that caches honour: a sized link names its very bytes.
const forEver = "public, max-age=31536000, immutable";
// The full-size link is permanent and its asset may go to the trash: caches ask each time, and are answered 304.
const askEachTime = "public, no-cache";

/** User bytes never run anything and never reach their page, whatever they are. */
const userBytesHeaders = {
  "accept-ranges": "bytes",
  "content-security-policy":
    "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'",
  "x-content-type-options": "nosniff",
};

// Safari's viewer is known to stay empty in a sandbox. No page is made of a PDF's bytes, so there is nothing to shut in.
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'";

const assetIdShape = /^[A-Za-z0-9_-]{11}$/;

/** Files by link, open to everyone who knows it. Organization and library in a link are for readers: the id decides. */
export function deliveryRoutes(app: FastifyInstance, services: LibraryServices): void {
  const methods = { method: ["GET", "HEAD"] as ["GET", "HEAD"], exposeHeadRoute: false };

  app.route<{ Params: { id: string }; Querystring: { download?: string } }>({
    ...methods,
    url: "/cdn/:organization/:library/:id",
    handler: async (request, reply) => {
      const asset = await find(services, request.params.id);
      const stripped = asset.stripped && !services.config.servePrivateMetadata;
      const kept = request.query.download !== undefined;
      // A tag of its own, since some caches leave queries out of their keys.
      const variant = `${asset.stripped && !stripped ? "-private" : ""}${kept ? "-download" : ""}`;
      return sendBlob(services, request, reply, {
        key: blobFiles(asset.blob)[stripped ? "public" : "original"],
        etag: `"${asset.version}${variant}"`,
        type: asset.mediaType,
        filename: asset.filename,
        disposition: kept ? "attachment" : "inline",
        cacheControl: askEachTime,
      });
    },
  });

  app.route<{ Params: { id: string; version: string; file: string } }>({
    ...methods,
    url: "/cdn/:organization/:library/:id/:version/:file",
    handler: async (request, reply) => {
      const { id, version, file } = request.params;
      const asset = await find(services, id);
      const name = renditionNames.find((candidate) => file === `${candidate}.webp`);
      if (!name || asset.failed || !isPicture(asset.mediaType)) throw fail.missing("asset");
      return sendBlob(services, request, reply, {
        key: await storedRendition(services, asset, name),
        etag: `"${asset.version}-${name}"`,
        type: "image/webp",
        filename: `${asset.filename.replace(/\.[^.]*$/, "")}-${name}.webp`,
        disposition: "inline",
        cacheControl: version === asset.version ? forEver : askEachTime,
      });
    },
  });
}

async function find({ database, clock }: LibraryServices, id: string): Promise<DeliverableAsset> {
  const asset = assetIdShape.test(id) ? await deliverable(database, id, clock.now()) : undefined;
  if (!asset) throw fail.missing("asset");
  return asset;
}

interface Delivery {
  key: string;
  etag: string;
  type: string;
  filename: string;
  disposition: "inline" | "attachment";
  cacheControl: string;
}

async function sendBlob(
  services: LibraryServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { key, etag, type, filename, disposition, cacheControl }: Delivery,
) {
  // Headers come last: a failure in between must not be cached as the file would be.
  const validators = {
    etag,
    "cache-control": cacheControl,
    ...userBytesHeaders,
    ...(type === "application/pdf" && { "content-security-policy": pdfPolicy }),
  };
  if (namesTag(request.headers["if-none-match"], etag)) return reply.code(304).headers(validators).send();

  const found = await services.blobs.stat(key);
  if (!found) throw fail.missing("asset"); // purged between the two
  const ifRange = request.headers["if-range"];
  const range =
    ifRange === undefined || ifRange === etag ? requestedRange(request.headers.range, found.bytes) : "whole";
  if (range === "unsatisfiable") {
    return reply
      .code(416)
      .headers({
        ...userBytesHeaders,
        "cache-control": "no-store",
        "content-range": `bytes */${found.bytes}`,
      })
      .send();
  }
  const body = request.method === "HEAD" ? undefined : await bytesOf(services, key, range);
  reply.headers({
    ...validators,
    "content-type": contentType(type),
    "content-disposition": contentDisposition(filename, { type: disposition }),
    "content-length": range === "whole" ? found.bytes : range.end - range.start + 1,
  });
  if (range !== "whole") {
    reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${found.bytes}`);
  }
  return reply.send(body);
}

async function bytesOf(
  { blobs }: LibraryServices,
  key: string,
  range: ByteRange | "whole",
): Promise<Readable> {
  try {
    return await blobs.get(key, range === "whole" ? undefined : range);
  } catch (error) {
    if (error instanceof BlobMissing) throw fail.missing("asset"); // purged between the two
    throw error;
  }
}

const contentType = (type: string) => (type === "image/svg+xml" ? `${type}; charset=utf-8` : type);
