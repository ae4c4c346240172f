// Run by uploading.ts as a process of its own: the renditions of one picture, so many times, with no server around.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pLimit from "p-limit";
import { configureSharp } from "../src/images/configure-sharp.ts";
import { defaultPictureLimits } from "../src/images/picture-limits.ts";
import { processPicture } from "../src/images/renditions.ts";

const [path = "", times = ""] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), "rookery-bench-"));
const make = () => processPicture(path, "image/jpeg", folder, defaultPictureLimits);

configureSharp();
await make();
const twoAtATime = pLimit(2);
const startedAt = performance.now();
await Promise.all(Array.from({ length: Number(times) }, () => twoAtATime(make)));
console.log(performance.now() - startedAt);
await rm(folder, { recursive: true });
