import type { RenditionName, RenditionSize } from "../../../media/renditions/names.ts";
import { isPicture } from "../../../media/sniff/is-picture.ts";
import type { Config } from "../../../platform/config.ts";
import type { Asset, AssetView } from "./asset.ts";
import { shownSize } from "./edit/edits.ts";
import { hasThumbnails } from "./has-thumbnails.ts";
import type { AssetRow, ViewRow } from "./row/store.ts";

export type Links = Pick<Config, "cdnUrl" | "publicUrl" | "servePrivateMetadata">;

/** Builds the asset of an answer from its row, with links. */
export function presentAsset(links: Links, organizationSlug: string, row: AssetRow): Asset {
  const url = assetUrl(links, organizationSlug, row);
  const isShown = row.status === "ready" && isPicture(row.mediaType);
  const size = shownSize(row.width, row.height, row.edits);
  const hasThumbs = hasThumbnails(row, row.blurhash !== null);
  return {
    id: row.id,
    name: row.name,
    libraryId: row.librarySlug,
    description: row.description,
    tags: row.tags,
    type: row.parentId === null ? "main" : "view",
    contentType: row.mediaType,
    // Of the file that the link serves.
    size: (links.servePrivateMetadata ? null : row.publicBytes) ?? row.bytes,
    ...size,
    blurhash: row.blurhash,
    url,
    thumbUrl: hasThumbs ? renditionUrl(url, "400", row.version) : null,
    thumbHighUrl: hasThumbs ? renditionUrl(url, "800", row.version) : null,
    thumbUrlBlurred: hasThumbs ? renditionUrl(url, "blurred", row.version) : null,
    views: row.views === null ? [] : row.views.map((view) => presentView(links, organizationSlug, row, view)),
    created: row.created,
    updated: row.updated,
    uploadedBy: row.uploadedBy === null ? null : { name: row.uploadedBy },
    sizes: isShown ? sizes(url, size, row.version) : null,
    parentId: row.parentId,
    appUrl: `${links.publicUrl}/app/${organizationSlug}/${row.librarySlug}/${row.id}`,
    filename: row.filename,
    status: row.status,
    progress: row.status === "processing" ? 0 : 100,
    error: row.error,
    warning: row.warning,
    takenAt: row.takenAt,
    edits: row.edits,
  };
}

/** `sizes` is for GraphQL only. The REST schema of this version has no such field, so REST leaves it out. */
type PresentedView = AssetView & Pick<Asset, "sizes">;

function presentView(links: Links, organizationSlug: string, parent: AssetRow, view: ViewRow): PresentedView {
  const url = assetUrl(links, organizationSlug, { id: view.id, librarySlug: parent.librarySlug });
  const isShown = view.status === "ready" && isPicture(view.mediaType);
  const size = shownSize(view.width, view.height, view.edits);
  const hasThumb = hasThumbnails(view, view.drawn);
  return {
    id: view.id,
    parentId: parent.id,
    ...size,
    name: view.name,
    url,
    thumbUrl: hasThumb ? renditionUrl(url, "400", view.version) : null,
    sizes: isShown ? sizes(url, size, view.version) : null,
    type: "view",
    metadata: { basedOnId: parent.id, created: view.created, name: view.name, url },
  };
}

// An object literal, because V8 turns an object that gets such numeric keys one by one into an array of 2,400 elements.
function sizes(
  url: string,
  { width, height }: Pick<AssetRow, "width" | "height">,
  version: string,
): Partial<Record<RenditionSize, string>> {
  const longestEdge = Math.max(width ?? 0, height ?? 0);
  const link = (size: RenditionSize) =>
    Number(size) < longestEdge ? renditionUrl(url, size, version) : undefined;
  return { "400": link("400"), "800": link("800"), "1600": link("1600"), "2400": link("2400") };
}

const assetUrl = (
  links: Links,
  organizationSlug: string,
  { librarySlug, id }: Pick<AssetRow, "librarySlug" | "id">,
) => `${links.cdnUrl}/${organizationSlug}/${librarySlug}/${id}`;

/** The version is in the path, because some caches ignore the query string. */
const renditionUrl = (url: string, size: RenditionName, version: string) => `${url}/${version}/${size}.webp`;
