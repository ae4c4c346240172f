import { readdir } from "node:fs/promises";
import { join } from "node:path";
import sql from "sql-template-tag";
import type { Services } from "../../src/main/services.ts";
import type { Queryable } from "../../src/platform/database/queryable.ts";

export interface Stored {
  /** Blob folders that rows refer to. */
  rows: string[];
  /** Blob folders recorded as staged. */
  staged: string[];
  /** Blob folders on disk. */
  blobs: string[];
  /** Names of files in the staging folder. */
  staging: string[];
}

export const nothing: Stored = { rows: [], staged: [], blobs: [], staging: [] };

/** Everything that uploads left in the tables and on disk, in sorted lists. */
export const stored = ({ database, config }: Services): Promise<Stored> => storedIn(database, config.dataDir);

export async function storedIn(db: Queryable, dataDir: string): Promise<Stored> {
  const named = async (statement: ReturnType<typeof sql>) =>
    (await db.query<{ blob: string }>(statement)).map(({ blob }) => blob);
  const shards = await namesIn(join(dataDir, "blobs"));
  const blobs = await Promise.all(shards.map((shard) => namesIn(join(dataDir, "blobs", shard))));
  return {
    rows: await named(sql`select blob from assets order by blob`),
    staged: await named(sql`select blob from staged_blobs order by blob`),
    blobs: blobs.flat().sort(),
    staging: (await namesIn(join(dataDir, "staging"))).sort(),
  };
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}
