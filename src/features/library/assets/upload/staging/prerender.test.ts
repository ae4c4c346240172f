import { Readable } from "node:stream";
import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { newAgent } from "../../../../../../test/support/agent.ts";
import { testApp } from "../../../../../../test/support/app.ts";
import { brokenPicture, picture } from "../../../../../../test/support/files.ts";
import { nothing, stored } from "../../../../../../test/support/stored.ts";
import { ProcessAsset } from "../../../jobs.ts";
import { processAsset } from "../../process/process.ts";
import { blobFiles, type RenditionName } from "../blob-files.ts";
import { uploadAssets } from "../operations/upload.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";
import { stagingFiles } from "./staging.ts";

const { app, services, database } = await testApp({ config: { role: "all" } });
const png = await picture("teal", 500, 300);

const isMade = (file: StagedFile | RefusedFile) => "picture" in file && file.picture !== undefined;

/** A file whose last byte comes once `until` holds. */
const slowly = (until: () => boolean) =>
  Readable.from(
    (async function* () {
      yield png.subarray(0, 10);
      await vi.waitFor(() => expect(until()).toBe(true), 10_000);
      yield png.subarray(10);
    })(),
  );

test("thumbnails of a file are made while the next one arrives, and the rest is left to the job", async () => {
  const files = await stagingFiles(services, async (stage) => {
    const first = await stage(Readable.from([png]), "1.png");
    return [
      first,
      await stage(
        slowly(() => isMade(first)),
        "2.png",
      ),
    ];
  });
  const [first, second] = files as [StagedFile, StagedFile];
  expect(first.picture).toMatchObject({ width: 500, height: 300, blurhash: expect.any(String) });
  for (const name of ["400", "800", "blurred"] satisfies RenditionName[])
    expect(await services.blobs.stat(blobFiles(first.blob).rendition(name))).toBeDefined();
  expect(isMade(second)).toBe(false);
  await services.funnel.discard(files);
  expect(await stored(services)).toEqual(nothing);
});

test("an upload that is refused leaves nothing, though thumbnails of its files are under way", async () => {
  const refused = stagingFiles(services, async (stage) => {
    for (const name of ["1.png", "2.png", "3.png"]) await stage(Readable.from([png]), name);
    throw new Error("refused");
  });
  await expect(refused).rejects.toThrow("refused");
  expect(await stored(services)).toEqual(nothing);
});

test("a picture that cannot be read holds up nothing, and is taken as if nobody had looked", async () => {
  const files = await stagingFiles(services, async (stage) => {
    const broken = await stage(Readable.from([brokenPicture]), "broken.png");
    const whole = await stage(Readable.from([png]), "whole.png");
    return [
      broken,
      whole,
      await stage(
        slowly(() => isMade(whole)),
        "3.png",
      ),
    ];
  });
  expect(files.map(isMade)).toEqual([false, true, false]);
  await services.funnel.discard(files);
});

test("what was made ahead goes with the asset's job, which makes nothing again", async () => {
  const { organizationId, libraryId, apiKey } = await newAgent(app);
  const picture = { width: 500, height: 300, blurhash: "LEHV6nWB2yk8", camera: { iso: 100 } };
  const { assets } = await stagingFiles(services, async (stage) => {
    const file = { ...(await stage(Readable.from([png]), "a.png")), picture };
    const known = { organizationId, libraryId };
    const read = async () => ({ ...known, files: [file] });
    const call = { transport: "rest", address: "::1", requestId: "", token: apiKey, known } as const;
    return services.invoke(uploadAssets, { ...call, read });
  });
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
