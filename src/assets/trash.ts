import { z } from "zod";
import { dayMs } from "../clock.ts";
import type { Config } from "../config.ts";
import { isPicture } from "../images/is-picture.ts";
import { UnixMs } from "../operation/fields.ts";
import { Asset } from "./asset.ts";
import type { TrashedRow } from "./trash-store.ts";

/** An asset in the trash: enough to tell which it is, and how long it stays. */
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
  thumbUrl: z.string().nullable().meta({ description: "A path on this server, for members alone." }),
  deletedAt: UnixMs,
  purgedAt: UnixMs.meta({ description: "When it will be removed for good." }),
});
export type TrashedAsset = z.output<typeof TrashedAsset>;

/** Where members see what lies in the trash: links to it lead nowhere. */
export const trashThumbPath = (organizationSlug: string, librarySlug: string, assetId: string): string =>
  `/api/app/trash-thumb/${organizationSlug}/${librarySlug}/${assetId}`;

export function presentTrashed(
  { trashDays }: Pick<Config, "trashDays">,
  organizationSlug: string,
  librarySlug: string,
  { mediaType, bytes, status, ...row }: TrashedRow,
): TrashedAsset {
  return {
    ...row,
    contentType: mediaType,
    size: bytes,
    thumbUrl:
      status === "ready" && isPicture(mediaType)
        ? trashThumbPath(organizationSlug, librarySlug, row.id)
        : null,
    purgedAt: row.deletedAt + trashDays * dayMs,
  };
}
