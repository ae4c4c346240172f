import { expect, test } from "vitest";
import { measureUpload } from "../../../../../test/support/processes/upload-memory.ts";

const files = 20;
const fileMb = 100;

// `npm run bench` measures the exact figure.
test.runIf(process.platform === "linux")(
  "20 files of 100 MB in one request use less than a tenth of that in memory",
  async () => {
    expect((await measureUpload({ files, fileMb })).grownMb).toBeLessThan((files * fileMb) / 10);
  },
  120_000,
);
