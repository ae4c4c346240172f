import type { FastifyReply, FastifyRequest } from "fastify";
import { fail } from "../../../kernel/failure.ts";
import { outputs } from "../../../media/transform/encode.ts";
import type { Transform } from "../../../media/transform/transform.ts";
import { nameOf } from "../assets/upload/staging/funnel.ts";
import { betterOf } from "../files/better-later.ts";
import { nameOfTransform } from "../files/transforms.ts";
import { whileRendering } from "../files/while-rendering.ts";
import type { LibraryServices } from "../services.ts";
import { fileCaching } from "./cache-control.ts";
import type { Asked } from "./modifiers/modifier.ts";
import { resolve, type Source } from "./modifiers/resolve.ts";
import { type Delivery, describeDelivery, type Reuse, send, untilExpiry } from "./send.ts";
import { sourceOf } from "./source.ts";
import type { LinkedAsset } from "./store.ts";

interface Wanted {
  asked: Asked;
  download: boolean;
  /** Whether it may ask for any size. */
  exact: boolean;
  expires: Date | undefined;
  reuse: Reuse | undefined;
}

interface Variant {
  transform: Transform;
  delivery: Delivery;
  /** The same picture in a smaller file, which may be made later. */
  better?: Variant;
}

// By what one link asks for, and the formats that the caller accepts. Routes remember it as long as the link.
const variants = new WeakMap<Asked, Map<string | undefined, Variant>>();

/** Answers a link whose query asks for another size, format or look of a picture. */
export async function sendTransformed(
  services: LibraryServices,
  request: FastifyRequest,
  reply: FastifyReply,
  asset: LinkedAsset,
  wanted: Wanted,
): Promise<FastifyReply> {
  if (asset.failed) throw fail.missing("asset");
  const source = await sourceOf(services, asset, wanted.asked.unedited);
  const accept = accepted(wanted, request.headers.accept);
  const variant = await shownOf(
    services,
    asset,
    variantOf(wanted.asked, accept, () => variantsOf(asset, source, wanted, accept)),
  );
  const delivery = untilExpiry(variant.delivery, wanted.expires, services.clock.now());
  const { reuse } = wanted;
  const sameFor: Reuse | undefined =
    reuse && ((headers) => accepted(wanted, headers.accept) === accept && reuse(headers));
  const open = () => whileRendering(services.transforms.open(asset, variant.transform));
  return send(request, reply, delivery, open, sameFor);
}

/** The smaller file, once it is made. */
async function shownOf(
  { transforms }: LibraryServices,
  asset: LinkedAsset,
  variant: Variant,
): Promise<Variant> {
  const { better } = variant;
  return better && (await transforms.has(asset, better.transform)) ? better : variant;
}

function variantOf(asked: Asked, accept: string | undefined, make: () => Variant): Variant {
  const known = variants.get(asked) ?? new Map<string | undefined, Variant>();
  variants.set(asked, known);
  const variant = known.get(accept) ?? make();
  known.set(accept, variant);
  return variant;
}

/** What the answer depends on of the formats that the caller accepts. */
function accepted({ asked }: Wanted, accept = ""): string | undefined {
  if (!asked.auto?.includes("format") && !asked.auto?.includes("true")) return undefined;
  return ["image/avif", "image/webp"].filter((type) => accept.includes(type)).join();
}

function variantsOf(asset: LinkedAsset, source: Source, wanted: Wanted, accept?: string): Variant {
  const transform = resolve(wanted.asked, source, { exact: wanted.exact, accept });
  const better = betterOf(transform);
  return {
    ...describe(asset, transform, wanted, accept),
    ...(better && { better: describe(asset, better, wanted, accept) }),
  };
}

function describe(asset: LinkedAsset, transform: Transform, { download }: Wanted, accept?: string): Variant {
  const { type, extension } = outputs[transform.format];
  const delivery = describeDelivery({
    etag: `"${asset.version}-${nameOfTransform(transform)}${download ? "-download" : ""}"`,
    type,
    filename: `${nameOf(asset.filename)}.${extension}`,
    modified: asset.fileAt,
    disposition: download ? "attachment" : "inline",
    cacheControl: fileCaching(asset),
    ...(accept !== undefined && { vary: "Accept" }),
  });
  return { transform, delivery };
}
