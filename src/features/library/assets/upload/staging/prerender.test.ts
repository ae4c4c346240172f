import { Readable } from "node:stream";
import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { newAgent } from "../../../../../../test/support/agent.ts";
import { testApp } from "../../../../../../test/support/app.ts";
import { brokenPicture, picture } from "../../../../../../test/support/files.ts";
import { nothing, stored } from "../../../../../../test/support/stored.ts";
import type { ThumbnailName } from "../../../../../media/renditions/names.ts";
import { blobFiles } from "../../../files/blob-files.ts";
import { ProcessAsset } from "../../../jobs.ts";
import { processAsset } from "../../process/process.ts";
import { uploadAssets } from "../operations/upload.ts";
import { openUpload } from "./open-upload.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";

const { app, services, database } = await testApp({ config: { role: "all" } });
const png = await picture("teal", 500, 300);

const call = { transport: "rest", address: "::1", requestId: "" } as const;

const isMade = (file: StagedFile | RefusedFile) => "picture" in file && file.picture !== undefined;

/** A file whose last byte arrives when `until` is true. */
const slowly = (until: () => boolean) =>
  Readable.from(
    (async function* () {
      yield png.subarray(0, 10);
      await vi.waitFor(() => expect(until()).toBe(true), 10_000);
      yield png.subarray(10);
    })(),
  );

test("thumbnails of a file are rendered while the next one arrives, and the job renders the rest", async () => {
  const upload = openUpload(services);
  const first = (await upload.stage(Readable.from([png]), "1.png")) as StagedFile;
  const second = await upload.stage(
    slowly(() => isMade(first)),
    "2.png",
  );
  upload.committed({});
  expect(first.picture).toMatchObject({ width: 500, height: 300, blurhash: expect.any(String) });
  for (const name of ["400", "800", "blurred"] satisfies ThumbnailName[]) {
    const thumbnail = await services.blobs.open(blobFiles(first.blob).rendition(name));
    expect(thumbnail).toBeDefined();
    await thumbnail?.close();
  }
  expect(isMade(second)).toBe(false);
  await services.funnel.discard([first, second]);
  expect(await stored(services)).toEqual(nothing);
});

test("a refused upload leaves nothing, even while its thumbnails are being rendered", async () => {
  const refused = async () => {
    await using upload = openUpload(services);
    for (const name of ["1.png", "2.png", "3.png"]) await upload.stage(Readable.from([png]), name);
    throw new Error("refused");
  };
  await expect(refused()).rejects.toThrow("refused");
  expect(await stored(services)).toEqual(nothing);
});

test("a picture that cannot be read does not delay the upload, and is accepted", async () => {
  const upload = openUpload(services);
  const broken = await upload.stage(Readable.from([brokenPicture]), "broken.png");
  const whole = await upload.stage(Readable.from([png]), "whole.png");
  const last = await upload.stage(
    slowly(() => isMade(whole)),
    "3.png",
  );
  upload.committed({});
  const files = [broken, whole, last];
  expect(files.map(isMade)).toEqual([false, true, false]);
  await services.funnel.discard(files);
});

test("committed files stay, even if the upload was not marked as committed", async () => {
  const { organizationId, libraryId, apiKey } = await newAgent(app);
  const before = await stored(services);
  {
    await using upload = openUpload(services);
    const known = { organizationId, libraryId };
    const read = async () => ({ ...known, files: [await upload.stage(Readable.from([png]), "a.png")] });
    await services.invoke(uploadAssets, { ...call, token: apiKey, known, read });
  }
  const after = await stored(services);
  expect(after.rows).toHaveLength(before.rows.length + 1);
  expect(after).toEqual({ ...before, rows: after.rows, blobs: after.rows });
});

test("the job gets the results of prerendering, and does not render again", async () => {
  const { organizationId, libraryId, apiKey } = await newAgent(app);
  const picture = { width: 500, height: 300, blurhash: "LEHV6nWB2yk8", camera: { iso: 100 } };
  await using upload = openUpload(services);
  const file = { ...(await upload.stage(Readable.from([png]), "a.png")), picture };
  const known = { organizationId, libraryId };
  const read = async () => ({ ...known, files: [file] });
  const { assets } = await services.invoke(uploadAssets, { ...call, token: apiKey, known, read });
  upload.committed({});
  const { id = "" } = assets[0] ?? {};
  const { payload } = await database.one<{ payload: unknown }>(
    sql`select payload from graphile_worker._private_jobs where key = ${`process ${id}`}`,
  );
  const renditions = { ...services.renditions, process: () => Promise.reject(new Error("made again")) };
  await processAsset({ ...services, renditions }, ProcessAsset.parse(payload), { isLast: false });
  const [row] = await database.query(
    sql`select status, width, height, blurhash, camera from assets where id = ${id}`,
  );
  expect(row).toEqual({ status: "ready", ...picture });
});
