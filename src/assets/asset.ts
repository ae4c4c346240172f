import { z } from "zod";
import { text, UnixMs } from "../operation/fields.ts";

export const AssetId = text(64).meta({
  description: "11 characters of A-Za-z0-9_-.",
  examples: ["V1StGXR8_Z5"],
});
export const AssetIds = z.array(AssetId).min(1).max(100);

export const assetSizes = ["400", "800", "1600", "2400"] as const;
export type AssetSize = (typeof assetSizes)[number];

const Url = z.string().meta({ format: "uri" });

export const AssetView = z
  .object({
    id: z.string(),
    parentId: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    name: z.string().nullable(),
    url: Url.nullable(),
    thumbUrl: Url.nullable(),
    type: z.string().nullable(),
    metadata: z
      .object({
        basedOnId: z.string().nullable(),
        created: UnixMs.nullable(),
        name: z.string().nullable(),
        url: Url.nullable(),
      })
      .nullable(),
  })
  .meta({ id: "AssetView" });
export type AssetView = z.output<typeof AssetView>;

export const Asset = z
  .object({
    id: z.string().meta({ examples: ["V1StGXR8_Z5"] }),
    name: z.string().nullable().meta({ description: "The file's name without its extension." }),
    libraryId: z.string().nullable(),
    description: z.string().nullable(),
    tags: z.array(z.string()),
    type: z.enum(["main", "view"]).nullable().meta({ description: "`view` for one with a parent." }),
    contentType: z.string().nullable().meta({ description: "Decided by the file's content." }),
    size: z.number().nullable().meta({ description: "Bytes, as uploaded." }),
    width: z
      .int()
      .nullable()
      .meta({ description: "Pixels, upright. null while processing, and for video and PDF." }),
    height: z.int().nullable(),
    blurhash: z.string().nullable(),
    url: Url.nullable().meta({ description: "Full size, permanent, works at once." }),
    thumbUrl: Url.nullable().meta({ description: "At most 400 px." }),
    thumbHighUrl: Url.nullable().meta({ description: "At most 800 px." }),
    thumbUrlBlurred: Url.nullable(),
    views: z.array(AssetView),
    created: UnixMs.nullable(),
    updated: UnixMs.nullable(),
    uploadedBy: z.object({ name: z.string() }).nullable(),
    sizes: z
      .partialRecord(z.enum(assetSizes), Url)
      .nullable()
      .meta({ description: "Longest edge in pixels → link, for every size smaller than the source." }),
    parentId: z.string().nullable(),
    appUrl: Url.nullable(),
    filename: z.string().nullable(),
    status: z.enum(["processing", "ready", "failed"]).nullable(),
    progress: z.int().nullable().meta({ description: "0 to 100." }),
    error: z.string().nullable().meta({ description: "Why processing failed." }),
  })
  .meta({ id: "Asset" });
export type Asset = z.output<typeof Asset>;

const reservedTags = new Set(["index", "trash"]);

/** One tag as a caller writes it: trimmed, a leading `*` dropped, 1 to 100 characters, not reserved. */
export const TagText = z
  .string()
  .transform((tag) => tag.trim().replace(/^\*/, "").trim())
  .pipe(
    text(100)
      .min(1)
      .refine(
        (tag) => !reservedTags.has(tagKey(tag)),
        "'index' and 'trash' are reserved: choose another tag",
      ),
  );

/** What makes two tags the same: their text, ignoring case and Unicode form. */
export const tagKey = (tag: string): string => tag.normalize("NFKC").toLowerCase();

/** Tags without repetitions; of two that differ in case only, the first. */
export function uniqueTags(tags: readonly string[]): { tags: string[]; keys: string[] } {
  const byKey = new Map<string, string>();
  for (const tag of tags) if (!byKey.has(tagKey(tag))) byKey.set(tagKey(tag), tag);
  return { tags: [...byKey.values()], keys: [...byKey.keys()] };
}
