import { z } from "zod";
import { UnixMs } from "../../../../kernel/fields.ts";
import { dayMs } from "../../../../platform/clock.ts";
import type { Config } from "../../../../platform/config.ts";
import { Asset } from "../asset.ts";
import { shownSize } from "../edit/edits.ts";
import { hasThumbnails } from "../has-thumbnails.ts";
import type { TrashedRow } from "./store.ts";

/** An asset in the trash: enough to recognise it, and how long it is kept. */
export const TrashedAsset = Asset.pick({
  id: true,
  name: true,
  filename: true,
  parentId: true,
  contentType: true,
  size: true,
  width: true,
  height: true,
  blurhash: true,
}).extend({
  thumbUrl: z.string().nullable().meta({ description: "A path on this server, for members only." }),
  deletedAt: UnixMs,
  purgedAt: UnixMs.meta({ description: "When it will be permanently deleted." }),
});
export type TrashedAsset = z.output<typeof TrashedAsset>;

/** The path of a thumbnail for members. Normal links of assets in the trash do not work. */
export const trashThumbPath = (organizationSlug: string, librarySlug: string, assetId: string): string =>
  `/api/app/trash-thumb/${organizationSlug}/${librarySlug}/${assetId}`;

export function presentTrashed(
  { trashDays }: Pick<Config, "trashDays">,
  organizationSlug: string,
  librarySlug: string,
  { mediaType, bytes, status, edits, ...row }: TrashedRow,
): TrashedAsset {
  return {
    ...row,
    ...shownSize(row.width, row.height, edits),
    contentType: mediaType,
    size: bytes,
    thumbUrl: hasThumbnails({ status, mediaType }, row.blurhash !== null)
      ? trashThumbPath(organizationSlug, librarySlug, row.id)
      : null,
    purgedAt: row.deletedAt + trashDays * dayMs,
  };
}
