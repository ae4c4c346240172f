import { create as contentDisposition } from "content-disposition";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { fail } from "../../../kernel/failure.ts";
import { renditionNames } from "../../../media/renditions/names.ts";
import { isPicture } from "../../../media/sniff/is-picture.ts";
import type { ByteRange, OpenBlob } from "../../../platform/blobs/blobs.ts";
import { blobFiles } from "../files/blob-files.ts";
import { openRendition } from "../files/open-rendition.ts";
import type { LibraryServices } from "../services.ts";
import { namesTag, requestedRange } from "./range.ts";
import { type DeliverableAsset, deliverable } from "./store.ts";

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
      return send(request, reply, {
        open: () => openOriginal(services, asset, stripped),
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
      return send(request, reply, {
        open: () => openRendition(services, asset, name),
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

async function openOriginal(
  { blobs }: LibraryServices,
  { blob }: DeliverableAsset,
  stripped: boolean,
): Promise<OpenBlob> {
  const file = await blobs.open(blobFiles(blob)[stripped ? "public" : "original"]);
  if (!file) throw fail.missing("asset"); // purged meanwhile
  return file;
}

interface Delivery {
  etag: string;
  type: string;
  filename: string;
  disposition: "inline" | "attachment";
  cacheControl: string;
  /** Opens the file; fails with `RESOURCE_NOT_FOUND` when there is none. */
  open(): Promise<OpenBlob>;
}

async function send(request: FastifyRequest, reply: FastifyReply, delivery: Delivery): Promise<FastifyReply> {
  const { etag, type, cacheControl } = delivery;
  // Set only once nothing can fail: a failure must not be cached as the file would be.
  const validators = {
    etag,
    "cache-control": cacheControl,
    ...userBytesHeaders,
    ...(type === "application/pdf" && { "content-security-policy": pdfPolicy }),
  };
  if (namesTag(request.headers["if-none-match"], etag)) return reply.code(304).headers(validators).send();
  const blob = await delivery.open();
  const ifRange = request.headers["if-range"];
  const range =
    ifRange === undefined || ifRange === etag ? requestedRange(request.headers.range, blob.bytes) : "whole";
  if (range === "unsatisfiable" || request.method === "HEAD") await blob.close();
  if (range === "unsatisfiable") {
    return reply
      .code(416)
      .headers({
        ...userBytesHeaders,
        "cache-control": "no-store",
        "content-range": `bytes */${blob.bytes}`,
      })
      .send();
  }
  reply.headers({ ...validators, ...contentHeaders(delivery, blob.bytes, range) });
  if (range !== "whole") reply.code(206);
  return reply.send(
    request.method === "HEAD" ? undefined : blob.stream(range === "whole" ? undefined : range),
  );
}

function contentHeaders(
  { type, filename, disposition }: Delivery,
  bytes: number,
  range: ByteRange | "whole",
): Record<string, string | number> {
  const headers = {
    "content-type": type === "image/svg+xml" ? `${type}; charset=utf-8` : type,
    "content-disposition": contentDisposition(filename, { type: disposition }),
  };
  if (range === "whole") return { ...headers, "content-length": bytes };
  const { start, end } = range;
  return { ...headers, "content-length": end - start + 1, "content-range": `bytes ${start}-${end}/${bytes}` };
}
