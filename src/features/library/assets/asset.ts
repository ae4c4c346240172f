import { z } from "zod";
import { BuiltUrl, text, UnixMs } from "../../../kernel/fields.ts";
import { renditionSizes } from "../../../media/renditions/names.ts";
import { Approval } from "./approval/approval.ts";
import { SavedEdits } from "./edit/edits.ts";

export const AssetId = text(64).meta({
  description: "11 characters of A-Za-z0-9_-.",
  examples: ["V1StGXR8_Z5"],
});
export const AssetIds = z
  .array(AssetId)
  .min(1)
  .max(100)
  .meta({ examples: [["V1StGXR8_Z5"]] });

const exampleLink = "https://pictures.example.com/cdn/acme-co/barcelona/V1StGXR8_Z5";

const Sizes = z
  .partialRecord(z.enum(renditionSizes), BuiltUrl)
  .nullable()
  .meta({
    description: "Longest edge in pixels → link, for every size smaller than the original.",
    examples: [{ "400": `${exampleLink}/k3Jd02mQ/400.webp` }],
  });

export const AssetView = z
  .object({
    id: z.string(),
    parentId: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    name: z.string().nullable(),
    url: BuiltUrl.nullable(),
    thumbUrl: BuiltUrl.nullable(),
    sizes: Sizes,
    type: z.string().nullable(),
    metadata: z
      .object({
        basedOnId: z.string().nullable(),
        created: UnixMs.nullable(),
        name: z.string().nullable(),
        url: BuiltUrl.nullable(),
      })
      .nullable(),
  })
  .meta({ id: "AssetView" });
export type AssetView = z.output<typeof AssetView>;

export const Asset = z
  .object({
    id: z.string().meta({ examples: ["V1StGXR8_Z5"] }),
    name: z
      .string()
      .nullable()
      .meta({ description: "The file's name without its extension.", examples: ["sunset"] }),
    libraryId: z
      .string()
      .nullable()
      .meta({ examples: ["barcelona"] }),
    description: z
      .string()
      .nullable()
      .meta({ examples: ["The beach at dusk."] }),
    tags: z.array(z.string()).meta({ examples: [["beach", "sunset"]] }),
    type: z.enum(["main", "view"]).nullable().meta({ description: "`view` if it has a parent." }),
    contentType: z
      .string()
      .nullable()
      .meta({ description: "Detected from the file's content.", examples: ["image/jpeg"] }),
    size: z
      .number()
      .nullable()
      .meta({ description: "Bytes of the file that `url` serves, before edits.", examples: [2481204] }),
    width: z
      .int()
      .nullable()
      .meta({
        description: "Pixels, upright and edited. null while processing, and for video and PDF.",
        examples: [4032],
      }),
    height: z
      .int()
      .nullable()
      .meta({ examples: [3024] }),
    blurhash: z
      .string()
      .nullable()
      .meta({
        description: "A short string that encodes a blurred placeholder.",
        examples: ["LEHV6nWB2yk8pyo0adR*.7kCMdnj"],
      }),
    url: BuiltUrl.nullable().meta({
      description: "Full size, permanent, works at once.",
      examples: [exampleLink],
    }),
    thumbUrl: BuiltUrl.nullable().meta({
      description: "At most 400 px. Of a PDF, its first page.",
      examples: [`${exampleLink}/k3Jd02mQ/400.webp`],
    }),
    thumbHighUrl: BuiltUrl.nullable().meta({
      description: "At most 800 px.",
      examples: [`${exampleLink}/k3Jd02mQ/800.webp`],
    }),
    thumbUrlBlurred: BuiltUrl.nullable().meta({
      description: "Small and blurred, to show while another size loads.",
      examples: [`${exampleLink}/k3Jd02mQ/blurred.webp`],
    }),
    views: z
      .array(AssetView)
      .meta({ description: "Other versions of it, uploaded with its id as `parentId`." }),
    created: UnixMs.nullable(),
    updated: UnixMs.nullable(),
    uploadedBy: z.object({ name: z.string().meta({ examples: ["Holiday bot"] }) }).nullable(),
    sizes: Sizes,
    parentId: z
      .string()
      .nullable()
      .meta({ description: "The asset that it is a view of.", examples: [null] }),
    appUrl: BuiltUrl.nullable().meta({ description: "Its page in the web app.", examples: [null] }),
    filename: z
      .string()
      .nullable()
      .meta({ examples: ["sunset.jpg"] }),
    status: z
      .enum(["processing", "ready", "failed"])
      .nullable()
      .meta({ examples: ["ready"] }),
    progress: z
      .int()
      .nullable()
      .meta({ description: "0 to 100.", examples: [100] }),
    warning: z.string().nullable().meta({
      description:
        "What is wrong with a picture that can be shown nevertheless, such as a missing end of its file.",
    }),
    error: z
      .string()
      .nullable()
      .meta({ description: "Why processing failed.", examples: [null] }),
    takenAt: z
      .string()
      .nullable()
      .meta({
        description:
          "When the picture was taken, by its camera's clock: local time without an offset. null when the file does not tell.",
        examples: ["2024-05-06T19:08:09"],
      }),
    approval: Approval.nullable().meta({ description: "What a person decided about it." }),
    edits: SavedEdits.nullable().meta({
      description: "How its links show the picture: see `editAsset`. null if as it was uploaded.",
    }),
  })
  .meta({ id: "Asset" });
export type Asset = z.output<typeof Asset>;

const reservedTags = new Set(["index", "trash"]);

const spelled = (tag: string) => tag.trim().replace(/^\*/, "").trim();

/** A tag to search for, normalised like stored tags. */
export const AskedTag = text(200).transform(spelled);

/** A tag to store: trimmed, without a leading `*`, 1 to 100 characters, not reserved. */
export const TagText = z
  .string()
  .transform(spelled)
  .pipe(
    text(100)
      .min(1)
      .refine(
        (tag) => !reservedTags.has(tagKey(tag)),
        "'index' and 'trash' are reserved: choose another tag",
      ),
  );

/** Equal for tags that are the same, ignoring case and Unicode form. */
export const tagKey = (tag: string): string => tag.normalize("NFKC").toLowerCase();

/** Removes duplicates. Keeps the first of tags that differ only in case. */
export function uniqueTags(tags: readonly string[]): { tags: string[]; keys: string[] } {
  const byKey = new Map<string, string>();
  for (const tag of tags) if (!byKey.has(tagKey(tag))) byKey.set(tagKey(tag), tag);
  return { tags: [...byKey.values()], keys: [...byKey.keys()] };
}
