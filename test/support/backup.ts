import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pLimit from "p-limit";
import sql, { raw } from "sql-template-tag";
import { onTestFinished } from "vitest";
import { queuedJobs, tablesIn } from "../../src/platform/backup/store.ts";
import { folderBlobStore } from "../../src/platform/blobs/folder.ts";
import { type Connection, type Database, openDatabase } from "../../src/platform/database/database.ts";
import { secretFrom } from "../../src/platform/secret.ts";
import { createDatabase, dropDatabase } from "./postgres/database-server.ts";
import { databaseUrl } from "./postgres/database-url.ts";
import { temporaryFolder } from "./processes/folders.ts";

// What the server writes by itself, whether or not anybody calls it.
const countedByItself = ["clock_looks", "request_counts", "schedules"];

/** Digests of all rows, the queued jobs, and a hash of each file. */
export async function contentOf(db: Database, dataDir: string) {
  const rows: Record<string, { rows: number; content: string | null }> = {};
  for (const { name } of await tablesIn(db)) {
    if (countedByItself.includes(name)) continue;
    const row = name === "keys" ? "(to_jsonb(t) - 'last_used_at')::text" : "t::text";
    rows[name] = await db.one(
      sql`select count(*)::int as rows, md5(string_agg(${raw(row)}, ',' order by ${raw(row)})) as content from ${raw(name)} t`,
    );
  }
  const files: Record<string, string> = {};
  const root = join(dataDir, "blobs");
  const found = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const limit = pLimit(16);
  await limit.map(found, async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    files[path.slice(root.length)] = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
  });
  return { rows, files, jobs: await queuedJobs(db) };
}

/** An empty database and folder for one test, on the server of `connection`. */
export async function emptyPlace(connection: Connection, master: string) {
  const server = databaseUrl(connection);
  const { name, connection: fresh } = await createDatabase(server, "template0");
  const db = openDatabase(fresh);
  const dataDir = await temporaryFolder();
  onTestFinished(async () => {
    await db.close();
    await dropDatabase(server, name);
  });
  const place = {
    database: db,
    blobs: folderBlobStore(join(dataDir, "blobs")),
    folder: join(dataDir, "staging"),
    secret: secretFrom(master),
  };
  return { place, dataDir, db, connection: fresh };
}
