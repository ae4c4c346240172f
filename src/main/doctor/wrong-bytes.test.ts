import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { picture } from "../../../test/support/files.ts";
import { withPrivateMetadata } from "../../../test/support/media/pictures.ts";
import { testS3 } from "../../../test/support/s3/s3-server.ts";
import { isBlobFile } from "../../features/library/files/blob-files.ts";
import type { BlobStore } from "../../platform/blobs/blobs.ts";
import { moveBlobs } from "../../platform/blobs/move.ts";
import { openS3 } from "../../platform/blobs/s3/client.ts";
import { countStoreUse } from "../../platform/blobs/store-use.ts";
import { openRawStore, openStores } from "../open-store.ts";
import { jobs } from "../registry.ts";
import { examine } from "./examine.ts";

const { app, services, database } = await testApp();
const { dataDir } = services.config;

const agent = await newAgent(app);
/** Uploads a file, with its thumbnails. */
async function uploaded(bytes: Buffer, name = "a.png"): Promise<{ id: string; blob: string }> {
  const asset = (await agent.upload({ [name]: bytes })).data.assets[0];
  for (const job of jobs.filter(({ name }) => name === "process_asset"))
    await job.run(services, { assetId: asset.id }, { isLast: false });
  await database.query(sql`select graphile_worker.remove_job(${`process ${asset.id}`})`);
  const { blob } = await database.one<{ blob: string }>(sql`select blob from assets where id = ${asset.id}`);
  return { id: asset.id, blob };
}

test("objects whose bytes are not those that were written are mended, and what nothing can mend is reported", async () => {
  const { settings } = await testS3();
  const content = await picture("teal", 30, 20);
  const [, changed] = [await uploaded(content), await uploaded(content)];
  const alone = await uploaded(await picture("olive", 30, 20));
  const shown = await uploaded(await withPrivateMetadata().jpeg().toBuffer(), "a.jpg");
  const blobs = (await openStores({ ...services.config, store: "s3" as const, s3: settings }))
    .s3 as BlobStore;
  const options = {
    workFolder: join(dataDir, "staging"),
    remove: false,
    owns: isBlobFile,
    progress: () => {},
  };
  await moveBlobs(await openRawStore(services.config), blobs, options);
  const s3 = await openS3(settings, { use: countStoreUse() });
  const orphan = randomBytes(16).toString("hex");
  for (const key of [
    `${changed.blob}/original`,
    `${changed.blob}/400.webp`,
    `${alone.blob}/original`,
    `${shown.blob}/public`,
    `${orphan}/original`,
  ])
    await s3.client.send(
      new s3.sdk.PutObjectCommand({
        Bucket: settings.bucket,
        Key: s3.nameOf(key),
        Body: Buffer.alloc(100),
        Metadata: { sha256: "0".repeat(64) },
      }),
    );
  const found = await examine({ database, dataDir, blobs }, { fix: true, quick: false });
  const counts = found.problems.map(({ problem, count, mended }) => [
    problem.split(" ").slice(0, 4).join(" "),
    count,
    mended,
  ]);
  expect(counts.toSorted()).toEqual([
    ["A file belongs to", 1, 1],
    ["A thumbnail is cut", 1, 1],
    ["The copy of a", 1, 1],
    ["The file of an", 2, 1],
  ]);
  expect((await blobs.fingerprint(`${changed.blob}/original`))?.bytes).toBe(content.length);
  const left = await examine({ database, dataDir, blobs }, { fix: false, quick: true });
  expect(left.problems.flatMap(({ examples }) => examples)).toEqual([alone.id]);
  // What was there is kept, whatever it is.
  for (const blob of [orphan, changed.blob])
    expect(await readFile(join(dataDir, "lost-and-found", blob, "original"))).toEqual(Buffer.alloc(100));
});
