import { writeSync } from "node:fs";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import type { DecodedSize, DecodeResult } from "./decode-in-child.ts";

/** Runs the work of a child process and reports its result on file descriptor 3, because libraries may print to standard output. */
export async function report(work: Promise<DecodedSize>): Promise<void> {
  try {
    write(await work);
  } catch (error) {
    if (error instanceof UnreadablePicture) write({ unreadable: error.reason });
    else if (error instanceof RangeError && /allocation|memory/i.test(error.message))
      write({ unreadable: "tooMuchMemory" });
    else throw error;
  }
}

function write(result: DecodeResult): void {
  writeSync(3, JSON.stringify(result));
}
