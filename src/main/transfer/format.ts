import { z } from "zod";

/** The first entry of an export. */
export const ExportManifest = z.object({
  kind: z.literal("organization of Rookery"),
  format: z.literal(1),
  createdAt: z.string(),
  /** Its slug. */
  organization: z.string(),
  /** The migrations of the server, whose tables the rows fit. */
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  /** Columns by table. */
  tables: z.record(z.string(), z.array(z.string())),
  assets: z.int(),
  bytes: z.number(),
});
export type ExportManifest = z.output<typeof ExportManifest>;

/** What its last entry says, beside the checksum. */
export const ExportEnd = z.object({
  files: z.int(),
  fileBytes: z.number(),
  /** Rows by table. */
  rows: z.record(z.string(), z.int()),
  /** Assets whose original the store did not have. */
  missing: z.array(z.string()),
});
export type ExportEnd = z.output<typeof ExportEnd>;

export const manifestName = "manifest.json";

/** What a file of an asset is called in an export. The extension is for people. */
export const fileName = (library: string, assetId: string, part: string, extension: string): string =>
  `files/${library}/${assetId}/${part}${extension}`;

export interface FileOfAsset {
  assetId: string;
  /** The last part of its key in the blob store. */
  part: string;
}

/** The file that an entry holds. Undefined if it is none of an asset. */
export function fileOf(name: string): FileOfAsset | undefined {
  const [, assetId, part] =
    /^files\/[^/]+\/([A-Za-z0-9_-]+)\/(original|public|[a-z0-9-]+\.webp)(?:\.[a-z0-9]+)?$/.exec(name) ?? [];
  return assetId === undefined || part === undefined ? undefined : { assetId, part };
}
