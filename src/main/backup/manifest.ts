import { z } from "zod";

/** The first entry of a backup. */
export const Manifest = z.object({
  format: z.literal(1),
  createdAt: z.string(),
  /** The migrations of the database. Its tables are those of that version. */
  migrations: z.array(z.object({ version: z.int(), name: z.string(), sha256: z.string() })),
  /** Hex. Memory and secrets are sealed with this secret, which is not in the backup. */
  secretFingerprint: z.string().nullable(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  assets: z.int(),
  bytes: z.number(),
});
export type Manifest = z.output<typeof Manifest>;

/** What its last entry says, beside the checksum. */
export const Summary = z.object({
  files: z.int(),
  fileBytes: z.number(),
  /** Rows by table. */
  rows: z.record(z.string(), z.int()),
  jobs: z.int(),
  sequences: z.record(z.string(), z.number()),
  /** Originals that the store did not have, so that they are not in the backup. */
  missing: z.array(z.string()),
});
export type Summary = z.output<typeof Summary>;

export const entryNames = { manifest: "manifest.json", files: "files/", tables: "tables/", jobs: "jobs/" };

/** Uploads under way, whose files are not in a backup: they begin again. */
export const unfinished = ["staged_blobs", "resumable_parts", "resumable_uploads"];
