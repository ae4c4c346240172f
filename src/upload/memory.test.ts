import { expect, test } from "vitest";
import { measureUpload } from "../testing/upload-memory.ts";

test.runIf(process.platform === "linux")(
  "20 files of 100 MB in one request take less than 100 MB of memory",
  async () => {
    expect((await measureUpload({ files: 20, fileMb: 100 })).grownMb).toBeLessThan(100);
  },
  120_000,
);
