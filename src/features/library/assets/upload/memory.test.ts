import { expect, test } from "vitest";
import { measureUpload } from "../../../../../test/support/processes/upload-memory.ts";

const files = 20;
const fileMb = 100;

// How much exactly is a line of `npm run bench`.
test.runIf(process.platform === "linux")(
  "files stream through: 20 of 100 MB in one request take less than a tenth of that in memory",
  async () => {
    expect((await measureUpload({ files, fileMb })).grownMb).toBeLessThan((files * fileMb) / 10);
  },
  120_000,
);
