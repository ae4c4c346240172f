// Run by transforming.ts as a process of its own: sharp alone, in a loop, so many pictures at a time.
import pLimit from "p-limit";
import sharp from "sharp";

export interface LoopTask {
  path: string;
  width: number;
  format: "jpeg" | "webp";
  quality: number;
  times: number;
  atATime: number;
}

sharp.cache(false);
sharp.concurrency(1); // as in Rookery, and what ipx has by default here: a thread for each picture

process.on("message", async ({ path, width, format, quality, times, atATime }: LoopTask) => {
  // Effort 2 is Rookery's choice for WebP.
  const options = format === "webp" ? { quality, effort: 2 } : { quality };
  const limit = pLimit(atATime);
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: times }, () =>
      limit(() => sharp(path).autoOrient().resize(width)[format](options).toBuffer()),
    ),
  );
  process.send?.(performance.now() - startedAt);
});
process.once("disconnect", () => process.exit()); // the bench is gone
