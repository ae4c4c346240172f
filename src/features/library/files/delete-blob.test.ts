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

test("deleting a blob takes its files and its folder, and doing it again changes nothing", async () => {
  const staged = (await services.funnel.stage(Readable.from([await picture()]), "a.png", 1e6)) as StagedFile;
  await services.renditions.process(staged);
  const other = (await services.funnel.stage(Readable.from([await picture()]), "b.png", 1e6)) as StagedFile;
  for (let i = 0; i < 2; i++) {
    await deleteBlob(staged.blob);
    expect((await stored(services)).blobs).toEqual([other.blob]);
  }
  await deleteBlob("0123456789abcdef0123456789abcdef");
});

test("a blob that no key could be is refused, rather than looked for elsewhere on the disk", async () => {
  await expect(deleteBlob("../outbox")).rejects.toThrow("Not a blob key");
});
