import pLimit from "p-limit";
import Tinypool from "tinypool";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import type { PictureLimits } from "../decode/picture-limits.ts";
import type { SanitiseResult } from "./sanitiser-thread.ts";

/** `sanitiseSvg` outside the event loop, with a deadline and bounded memory. */
export type SvgSanitiser = (bytes: Uint8Array) => Promise<Buffer>;

/** More would only take turns on the cores of a small server. */
const threadsMax = 2;
/** A thread takes a tenth of a second to start, so the pictures of one upload share it. */
const idleMs = 10_000;
/** A drawing of 10 MB with 200,000 elements takes about 300 MB. */
const heapMb = 512;

/** Threads start with the first drawing, end when idle, and do not keep the process alive. */
export function openSvgSanitiser(limits: Pick<PictureLimits, "decodeTimeoutMs">): SvgSanitiser {
  const pool = new Tinypool({
    filename: new URL("./sanitiser-thread.ts", import.meta.url).href,
    minThreads: 0,
    maxThreads: threadsMax,
    idleTimeout: idleMs,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    env: {},
  });
  // The deadline is for the work alone, so a drawing that waits for a thread is not handed over yet.
  const limited = pLimit(threadsMax);

  return (bytes) =>
    limited(async () => {
      const signal = AbortSignal.timeout(limits.decodeTimeoutMs);
      const result: SanitiseResult = await pool.run(bytes, { signal }).catch((error) => {
        throw signal.aborted ? new UnreadablePicture("tooSlow") : ofMemory(error);
      });
      if ("unreadable" in result) throw new UnreadablePicture(result.unreadable);
      return Buffer.from(result.svg.buffer, result.svg.byteOffset, result.svg.byteLength);
    });
}

function ofMemory(error: NodeJS.ErrnoException): Error {
  const full = error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return full ? new UnreadablePicture("tooMuchMemory", { cause: error }) : error;
}
