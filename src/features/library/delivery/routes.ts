import type { FastifyInstance } from "fastify";
import { fail } from "../../../kernel/failure.ts";
import { renditionNames } from "../../../media/renditions/names.ts";
import { isDrawn, isPicture } from "../../../media/sniff/is-picture.ts";
import { whileRendering } from "../files/while-rendering.ts";
import type { LibraryServices } from "../services.ts";
import { askEachTime, forEver } from "./cache-control.ts";
import { fullSize, openOriginal, rendition } from "./deliveries.ts";
import { type Query, readQuery } from "./modifiers/read-query.ts";
import { send } from "./send.ts";
import type { LinkedAsset } from "./store.ts";
import { sendTransformed } from "./transformed.ts";

const assetIdShape = /^[A-Za-z0-9_-]{11}$/;
const renditionOf = new Map(renditionNames.map((name) => [`${name}.webp`, name]));

/** Serves files to everyone who has the link. Only the id in it counts; organization and library are for readers. */
export function deliveryRoutes(app: FastifyInstance, services: LibraryServices): void {
  const methods = { method: ["GET", "HEAD"] as ["GET", "HEAD"], exposeHeadRoute: false };

  app.route<{ Params: { id: string }; Querystring: Query }>({
    ...methods,
    url: "/cdn/:organization/:library/:id",
    handler: async (request, reply) => {
      const asset = await find(services, request.params.id);
      const wanted = isPicture(asset.mediaType) ? readQuery(request.query) : undefined;
      if (wanted) return sendTransformed(services, request, reply, asset, wanted);
      const stripped = asset.stripped && !services.config.servePrivateMetadata;
      const isDownload = request.query.download !== undefined;
      const delivery = fullSize(asset, stripped, isDownload, askEachTime);
      return send(request, reply, delivery, () => openOriginal(services, asset, stripped));
    },
  });

  app.route<{ Params: { id: string; version: string; file: string } }>({
    ...methods,
    url: "/cdn/:organization/:library/:id/:version/:file",
    handler: async (request, reply) => {
      const { id, version, file } = request.params;
      const asset = await find(services, id);
      const name = renditionOf.get(file);
      if (!name || asset.failed || !isDrawn(asset.mediaType)) throw fail.missing("asset");
      const delivery = rendition(asset, name, version === asset.version ? forEver : askEachTime);
      return send(request, reply, delivery, () => whileRendering(services.renditions.open(asset, name)));
    },
  });
}

async function find({ links }: LibraryServices, id: string): Promise<LinkedAsset> {
  const asset = assetIdShape.test(id) ? await links.find(id) : undefined;
  if (!asset) throw fail.missing("asset");
  return asset;
}
