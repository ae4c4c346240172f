import type { RenditionName, RenditionSize } from "../../../media/renditions/names.ts";
import { isPicture } from "../../../media/sniff/is-picture.ts";
import type { Config } from "../../../platform/config.ts";
import { libraryUrl } from "../libraries/created-library.ts";
import { type LinkServices, linkMaker } from "../signing/links.ts";
import type { Asset, AssetView } from "./asset.ts";
import { shownSize } from "./edit/edits.ts";
import { hasThumbnails } from "./has-thumbnails.ts";
import type { AssetRow, ViewRow } from "./row/store.ts";

export interface Presenter extends LinkServices {
  config: Pick<Config, "cdnUrl" | "publicUrl" | "servePrivateMetadata">;
}

/** Builds the asset of an answer from its row, with links. */
export function presentAsset(services: Presenter, organizationSlug: string, row: AssetRow): Asset {
  const { config } = services;
  const link = linkMaker(services, row.signing);
  const path = assetPath(organizationSlug, row);
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
    size: (config.servePrivateMetadata ? null : row.publicBytes) ?? row.bytes,
    ...size,
    blurhash: row.blurhash,
    url: link(path),
    thumbUrl: hasThumbs ? link(renditionPath(path, "400", row.version)) : null,
    thumbHighUrl: hasThumbs ? link(renditionPath(path, "800", row.version)) : null,
    thumbUrlBlurred: hasThumbs ? link(renditionPath(path, "blurred", row.version)) : null,
    views: row.views === null ? [] : row.views.map((view) => presentView(link, organizationSlug, row, view)),
    created: row.created,
    updated: row.updated,
    uploadedBy: row.uploadedBy === null ? null : { name: row.uploadedBy },
    sizes: isShown ? sizes(link, path, size, row.version) : null,
    parentId: row.parentId,
    appUrl: `${libraryUrl(config, organizationSlug, row.librarySlug)}/${pageOf(row)}`,
    filename: row.filename,
    status: row.status,
    progress: row.status === "processing" ? 0 : 100,
    error: row.error,
    warning: row.warning,
    takenAt: row.takenAt,
    approval: row.approval && {
      ...row.approval,
      by: row.approval.by === null ? null : { name: row.approval.by },
    },
    edits: row.edits,
  };
}

function presentView(link: Link, organizationSlug: string, parent: AssetRow, view: ViewRow): AssetView {
  const path = assetPath(organizationSlug, { id: view.id, librarySlug: parent.librarySlug });
  const url = link(path);
  const isShown = view.status === "ready" && isPicture(view.mediaType);
  const size = shownSize(view.width, view.height, view.edits);
  const hasThumb = hasThumbnails(view, view.drawn);
  return {
    id: view.id,
    parentId: parent.id,
    ...size,
    name: view.name,
    url,
    thumbUrl: hasThumb ? link(renditionPath(path, "400", view.version)) : null,
    sizes: isShown ? sizes(link, path, size, view.version) : null,
    type: "view",
    metadata: { basedOnId: parent.id, created: view.created, name: view.name, url },
  };
}

/** A file under an asset is shown on the page of the asset. */
const pageOf = ({ id, parentId }: AssetRow) => (parentId === null ? id : `${parentId}?file=${id}`);

// An object literal, because V8 turns an object that gets such numeric keys one by one into an array of 2,400 elements.
function sizes(
  link: Link,
  path: string,
  { width, height }: Pick<AssetRow, "width" | "height">,
  version: string,
): Partial<Record<RenditionSize, string>> {
  const longestEdge = Math.max(width ?? 0, height ?? 0);
  const to = (size: RenditionSize) =>
    Number(size) < longestEdge ? link(renditionPath(path, size, version)) : undefined;
  return { "400": to("400"), "800": to("800"), "1600": to("1600"), "2400": to("2400") };
}

type Link = (path: string) => string;

const assetPath = (organizationSlug: string, { librarySlug, id }: Pick<AssetRow, "librarySlug" | "id">) =>
  `${organizationSlug}/${librarySlug}/${id}`;

/** The version is in the path, because some caches ignore the query string. */
const renditionPath = (path: string, size: RenditionName, version: string) =>
  `${path}/${version}/${size}.webp`;
