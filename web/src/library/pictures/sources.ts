import type { Asset } from "../../server/operations.ts";

export type Pictured = Pick<
  Asset,
  | "url"
  | "thumbUrl"
  | "thumbHighUrl"
  | "sizes"
  | "width"
  | "height"
  | "contentType"
  | "status"
  | "name"
  | "description"
  | "blurhash"
>;

export const isPictured = ({ contentType, status }: Pick<Asset, "contentType" | "status">): boolean =>
  status === "ready" && contentType?.startsWith("image/") === true;

/** Whether an asset is a document or a video that has thumbnails. */
export const isPreviewed = ({ contentType, thumbUrl }: Pick<Asset, "contentType" | "thumbUrl">): boolean =>
  contentType?.startsWith("image/") === false && thumbUrl !== null;

/** Whether the file's format supports transparency. */
export const mayBeTransparent = ({ contentType }: Pick<Asset, "contentType">): boolean =>
  /png|webp|avif|gif|svg/.test(contentType ?? "");

/** The alt text of a picture. */
export const altOf = ({ description, name }: Pick<Asset, "description" | "name">): string =>
  description || name || "";

/** The `src` and `srcset` of a picture. `url` is the widest, or the only one of a small picture. */
export function sourcesOf(asset: Pictured): { src: string; srcSet?: string } {
  const { url, sizes, width, height, thumbUrl, thumbHighUrl } = asset;
  if (isPreviewed(asset)) return { src: thumbUrl ?? "", srcSet: `${thumbUrl} 400w, ${thumbHighUrl} 800w` };
  const wide = width ?? 0;
  const longestEdge = Math.max(wide, height ?? 0) || 1;
  const candidates = Object.entries(sizes ?? {}).flatMap(([edge, link]) =>
    link ? [{ link, width: Math.max(1, Math.round((Number(edge) * wide) / longestEdge)) }] : [],
  );
  const smallest = candidates[0];
  if (!smallest) return { src: url ?? "" };
  return { src: smallest.link, srcSet: candidates.map((one) => `${one.link} ${one.width}w`).join(", ") };
}
