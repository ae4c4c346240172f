import { altOf, sourcesOf } from "../library/pictures/sources.ts";
import type { Asset } from "../server/operations.ts";

/** The sizes (longest edges) that have links, smallest first. */
export const sizedEdges = ({ sizes }: Pick<Asset, "sizes">): number[] =>
  Object.entries(sizes ?? {})
    .flatMap(([edge, link]) => (link ? [Number(edge)] : []))
    .sort((a, b) => a - b);

export const sizedLink = ({ sizes }: Pick<Asset, "sizes">, edge: number): string | undefined =>
  sizes?.[String(edge) as keyof typeof sizes];

const everyBrowserShows = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/bmp"];
const fullBytesMax = 60_000_000;

/** Whether pages can show the file itself. "always" if its sizes would lose animation or sharpness. */
export function shownDirectly({
  contentType,
  size,
}: Pick<Asset, "contentType" | "size">): "always" | "zoomed" | false {
  if (contentType === "image/gif" || contentType === "image/svg+xml") return "always";
  return everyBrowserShows.includes(contentType ?? "") && (size ?? 0) <= fullBytesMax && "zoomed";
}

const inPagesMax = 1600;

/** HTML for a web page: a responsive image, a video, or a link. */
export function htmlOf(asset: Asset): string {
  const { url, width, height, contentType, name, filename } = asset;
  if (contentType?.startsWith("video/")) return `<video src="${escaped(url)}" controls></video>`;
  if (!contentType?.startsWith("image/")) {
    return `<a href="${escaped(url)}">${escaped(name || filename)}</a>`;
  }
  const srcset = srcsetOf(asset);
  const edge = sizedEdges(asset).findLast((one) => one <= inPagesMax);
  const direct = shownDirectly(asset) === "always";
  const attributes: [string, string | number | null | undefined][] = [
    ["src", direct ? url : ((edge && sizedLink(asset, edge)) ?? url)],
    ...(srcset && !direct
      ? ([
          ["srcset", srcset],
          ["sizes", `(max-width: ${width}px) 100vw, ${width}px`],
        ] as [string, string][])
      : []),
    ["width", width],
    ["height", height],
    ["style", "max-width:100%;height:auto"],
  ];
  const written = attributes.flatMap(([key, value]) => (value == null ? [] : [`${key}="${escaped(value)}"`]));
  return `<img ${written.join(" ")} alt="${escaped(altOf(asset))}">`;
}

/** Every size with its real width, and the file itself for screens that are sharper than its largest size. */
function srcsetOf(asset: Asset): string | undefined {
  const { srcSet } = sourcesOf(asset);
  const { url, width } = asset;
  return srcSet && url && width && shownDirectly(asset) ? `${srcSet}, ${url} ${width}w` : srcSet;
}

export function markdownOf(asset: Asset): string {
  const link = (asset.url ?? "").replaceAll("(", "%28").replaceAll(")", "%29");
  const isPicture = asset.contentType?.startsWith("image/");
  const words = (isPicture ? altOf(asset) : asset.name || asset.filename || "")
    .replace(/\s+/g, " ")
    .replace(/[\\[\]<>`*_!]/g, "\\$&");
  return `${isPicture ? "!" : ""}[${words}](${link})`;
}

const entities: Record<string, string> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string | number | null): string =>
  String(text ?? "").replace(/[&"<>]/g, (sign) => entities[sign] as string);
