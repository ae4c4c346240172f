import type { FastifyInstance, FastifyRequest } from "fastify";
import { Failure, fail } from "../../../kernel/failure.ts";
import { renditionNames } from "../../../media/renditions/names.ts";
import { isDrawn, isPicture } from "../../../media/sniff/is-picture.ts";
import { pixelEdits } from "../assets/edit/edits.ts";
import type { LibraryServices } from "../services.ts";
import { hasFormerKeys } from "../signing/signature.ts";
import { fileCaching, sizeCaching } from "./cache-control.ts";
import { fullSize, openOriginal, rendition } from "./deliveries.ts";
import type { Asked } from "./modifiers/modifier.ts";
import { type Query, type ReadQuery, readQuery } from "./modifiers/read-query.ts";
import { perAsset } from "./per-asset.ts";
import { redirectToStore } from "./redirect.ts";
import { openRendition } from "./renditions.ts";
import { type Reuse, send, untilExpiry } from "./send.ts";
import { mayAsk } from "./signing/may-ask.ts";
import type { LinkedAsset } from "./store.ts";
import { sendTransformed } from "./transformed.ts";

const assetIdShape = /^[A-Za-z0-9_-]{11}$/;
const queries = perAsset<ReadQuery>();
const renditionOf = new Map(renditionNames.map((name) => [`${name}.webp`, name]));

/** Serves files to everyone who has the link. Only the id in it counts; organization and library are for readers. */
export function deliveryRoutes(app: FastifyInstance, services: LibraryServices): void {
  const methods = { method: ["GET", "HEAD"] as ["GET", "HEAD"], exposeHeadRoute: false };

  app.route<{ Params: FileParams; Querystring: Query }>({
    ...methods,
    url: "/cdn/:organization/:library/:id",
    handler: (request, reply) =>
      withAsset(services, request.params.id, (asset) => {
        const wanted = wantedOf(asset, request, isPicture(asset.mediaType));
        const exact = mayAsk(services, asset, pathOf(request.params), wanted);
        const { download, expires } = wanted;
        const reuse = reuseOf(services, asset, wanted);
        const asked = wanted.asked ?? (download ? undefined : shownAsked(asset));
        if (asked && !isOriginal(asked))
          return sendTransformed(services, request, reply, asset, { asked, download, exact, expires, reuse });
        const stripped = asset.stripped && !services.config.servePrivateMetadata;
        const file = fullSize(asset, stripped, download, fileCaching(asset));
        const delivery = untilExpiry(file, expires, services.clock.now());
        const open = () => openOriginal(services, asset, stripped);
        const sent = () => send(request, reply, delivery, open, reuse);
        if (!services.config.s3?.redirect) return sent();
        return redirectToStore(services, request, reply, { asset, stripped, delivery, sent });
      }),
  });

  app.route<{ Params: FileParams & { version: string; file: string }; Querystring: Query }>({
    ...methods,
    url: "/cdn/:organization/:library/:id/:version/:file",
    handler: (request, reply) => {
      const { id, version, file } = request.params;
      return withAsset(services, id, async (found) => {
        // Another node may have given the picture this version a moment ago.
        const asset = found.version === version ? found : ((await services.links.read(id)) ?? found);
        const wanted = asset.isPrivate ? wantedOf(asset, request, false) : undefined;
        if (wanted) mayAsk(services, asset, `${pathOf(request.params)}/${version}/${file}`, wanted);
        const name = renditionOf.get(file);
        if (!name || asset.failed || !isDrawn(asset.mediaType)) throw fail.missing("asset");
        const size = rendition(asset, name, sizeCaching(asset, version === asset.version));
        const delivery = untilExpiry(size, wanted?.expires, services.clock.now());
        const open = () => openRendition(services, asset, name);
        return send(request, reply, delivery, open, reuseOf(services, asset, wanted));
      });
    },
  });
}

// A quality at which nobody sees a difference to the file.
const fullQuality = 90;

/** What a link without parameters asks for of an edited picture. */
const shownAsked = (asset: LinkedAsset): Asked | undefined =>
  isPicture(asset.mediaType) && pixelEdits(asset.edits)
    ? shown(asset, "", () => ({ quality: fullQuality }))
    : undefined;

const shown = perAsset<Asked>();

/** Whether a link asks for the picture before its edits, and for nothing else. */
const isOriginal = ({ unedited, ...rest }: Asked): boolean =>
  unedited === true && Object.keys(rest).length === 0;

/** A link gets the same answer as long as its asset is what it is. Undefined if time may end that. */
function reuseOf(
  { links, clock }: LibraryServices,
  asset: LinkedAsset,
  { signature, expires }: Partial<ReadQuery> = {},
): Reuse | undefined {
  if (expires || (signature !== undefined && hasFormerKeys(asset, clock.now()))) return undefined;
  return () => links.isKnown(asset);
}

interface FileParams {
  organization: string;
  library: string;
  id: string;
}

const pathOf = ({ organization, library, id }: FileParams) => `/${organization}/${library}/${id}`;

/** What a link asks for, remembered as long as the link. In a private library nobody hears what is wrong without a signature. */
function wantedOf(
  asset: LinkedAsset,
  { url, query }: FastifyRequest<{ Querystring: Query }>,
  isDrawn: boolean,
): ReadQuery {
  try {
    return queries(asset, url, () => readQuery(isDrawn ? query : signingOf(query)));
  } catch (error) {
    throw asset.isPrivate ? fail.missing("asset") : error;
  }
}

/** What of a query counts for files that are served as they are. */
const signingOf = ({ s, expires, download }: Query): Query => ({ s, expires, download });

/**
 * Answers with the asset of a link. Another node may have replaced its file a moment ago, so that the cached one is gone:
 * then asks the database once more.
 */
async function withAsset<T>(
  services: LibraryServices,
  id: string,
  answer: (asset: LinkedAsset) => T | Promise<T>,
): Promise<T> {
  const asset = await find(services, id);
  try {
    return await answer(asset);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "RESOURCE_NOT_FOUND") throw error;
    const now = await services.links.read(id);
    if (!now || now.blob === asset.blob) throw error;
    return answer(now);
  }
}

async function find({ links }: LibraryServices, id: string): Promise<LinkedAsset> {
  const asset = assetIdShape.test(id) ? await links.find(id) : undefined;
  if (!asset) throw fail.missing("asset");
  return asset;
}
