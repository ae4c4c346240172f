import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { picture } from "../../../../test/support/files.ts";
import { stored } from "../../../../test/support/stored.ts";
import { jobs } from "../../../main/registry.ts";
import type { StagedFile } from "../assets/upload/staging/staged-file.ts";
import { blobDeletionJob } from "../jobs.ts";

const { services } = await testApp();
const deletion = jobs.find(({ name }) => name === blobDeletionJob.name);
const deleteBlob = (blob: string) => deletion?.run(services, { blob }, { isLast: false });

test("deleting a blob deletes its files and folder, and is idempotent", async () => {
  const staged = (await services.funnel.stage(Readable.from([await picture()]), "a.png", 1e6)) as StagedFile;
  await services.renditions.process(staged);
  const other = (await services.funnel.stage(Readable.from([await picture()]), "b.png", 1e6)) as StagedFile;
  for (let i = 0; i < 2; i++) {
    await deleteBlob(staged.blob);
    expect((await stored(services)).blobs).toEqual([other.blob]);
  }
  await deleteBlob("0123456789abcdef0123456789abcdef");
});

test("an invalid blob key is refused, so that nothing else on the disk is deleted", async () => {
  await expect(deleteBlob("../outbox")).rejects.toThrow("Not a blob key");
});
