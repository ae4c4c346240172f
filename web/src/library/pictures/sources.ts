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
  | "edits"
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

/** Whether edits change what the file shows. A focal point alone does not. */
export const isRedrawn = ({ edits }: Pick<Asset, "edits">): boolean =>
  edits !== null && (edits.rotate !== 0 || edits.flip !== null || edits.crop !== null);

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
  // Edits don't change `url`, for which the browser may still have the picture before.
  if (!smallest) return { src: (isRedrawn(asset) ? thumbUrl : url) ?? "" };
  return { src: smallest.link, srcSet: candidates.map((one) => `${one.link} ${one.width}w`).join(", ") };
}
