import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import pLimit from "p-limit";

// What is compressed already.
const compressed = new Set([".woff", ".woff2"]);
// Zlib has four threads.
const atOnce = 4;
const bytesMin = 1000;
// Brotli's best takes ten seconds for a megabyte of script, and the next best a fifth of that for 5 % more.
const largeBytes = 1_000_000;

/** Writes `<name>.br` and `<name>.gz` beside each file of a folder, so that the server compresses nothing. */
export async function compressFolder(folder: string): Promise<void> {
  const limit = pLimit(atOnce);
  const names = (await readdir(folder)).filter((name) => !compressed.has(extname(name)));
  await Promise.all(names.map((name) => limit(() => compressFile(join(folder, name)))));
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < bytesMin) return;
  const quality = content.length > largeBytes ? 9 : constants.BROTLI_MAX_QUALITY;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content, { params }));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }));
}
