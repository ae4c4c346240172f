import type { FastifyReply, FastifyRequest } from "fastify";
import { blobFiles } from "../files/blob-files.ts";
import type { LibraryServices } from "../services.ts";
import { isCurrent } from "./range.ts";
import type { Delivery } from "./send.ts";
import type { LinkedAsset } from "./store.ts";

// The link in it works for minutes, and is for whoever was allowed to ask now.
const redirectCaching = "private, no-store";

interface Original {
  asset: LinkedAsset;
  stripped: boolean;
  delivery: Delivery;
  /** Sends it from here. */
  sent: () => Promise<FastifyReply>;
}

/**
 * Answers a GET of an original with a redirect to the S3 store. This server sends the file where it has to: an SVG needs a policy that a store does not send, and a link that expires must not be followed by a later one.
 */
export async function redirectToStore(
  { blobs }: LibraryServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { asset, stripped, delivery, sent }: Original,
): Promise<FastifyReply> {
  const { expires } = request.query as { expires?: unknown };
  if (request.method !== "GET" || expires !== undefined || asset.mediaType === "image/svg+xml") return sent();
  if (isCurrent(request.headers, delivery)) return sent();
  const { "content-type": type = "", "content-disposition": disposition = "" } = delivery.allHeaders;
  const link = await blobs.link(blobFiles(asset.blob)[stripped ? "public" : "original"], {
    type,
    disposition,
  });
  if (link === undefined) return sent();
  return reply.header("cache-control", redirectCaching).redirect(link, 302);
}
