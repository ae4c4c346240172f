import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import pLimit from "p-limit";
import type { Asset } from "rookery-client";
import { type Context, type Place, placeOf, type SignedIn, signIn } from "../context.ts";
import { notFound, usage } from "../failure.ts";
import { readIds } from "../input.ts";
import { openOutcome } from "../outcome.ts";
import { openProgress, type Progress } from "../output/progress.ts";
import { openNames } from "./names.ts";
import { downloadFailure, openLink, save } from "./save.ts";

interface DownloadOptions {
  all?: boolean;
  tag?: string[];
  to?: string;
  zip?: string;
  force?: boolean;
  parallel?: number;
}

/** Downloads files, several at a time, or all as one ZIP file. */
export async function download(context: Context, given: string[], options: DownloadOptions): Promise<void> {
  const ways = [given.length > 0, options.all, options.tag].filter(Boolean).length;
  if (ways !== 1) throw usage("Say what to download: ids, --all or --tag.");
  const signedIn = await signIn(context);
  const ids = given.length > 0 ? await readIds(given) : undefined;
  const here = { ...signedIn, place: await placeOf(context, signedIn) };
  if (options.zip !== undefined) return downloadZip(context, here, ids, { ...options, zip: options.zip });
  const assets = ids ? await named(context, here, ids) : await listed(context, here, options.tag);
  await saveAll(context, assets, options);
}

type Here = SignedIn & { place: Place };

async function named({ signal }: Context, { rookery, place }: Here, ids: string[]): Promise<Asset[]> {
  const limit = pLimit(8);
  return Promise.all(
    ids.map((assetId) => limit(() => rookery.assets.get({ ...place, assetId }, { signal }))),
  );
}

async function listed({ signal }: Context, { rookery, place }: Here, tags: string[] = []): Promise<Asset[]> {
  const assets = await rookery.assets.list({ ...place, pageSize: 500, tags }, { signal }).all();
  if (assets.length === 0) throw notFound("There are no files to download.");
  return assets;
}

async function saveAll(
  { output, signal }: Context,
  assets: Asset[],
  options: DownloadOptions,
): Promise<void> {
  const { to = ".", force = false } = options;
  await mkdir(to, { recursive: true });
  const bytes = assets.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const progress = openProgress(output, { files: assets.length, bytes });
  const names = openNames();
  const outcome = openOutcome(output, assets.length, "downloaded");
  let saved = 0;
  const limit = pLimit(options.parallel ?? 4);
  try {
    await Promise.all(
      assets.map((asset) => {
        const path = join(to, names({ id: asset.id, filename: asset.filename }));
        return limit(async () => {
          if (signal.aborted) return;
          try {
            await tracked(progress, asset, path, force, signal);
            saved++;
            outcome.done();
            output.result({ id: asset.id, path, bytes: asset.size }, [asset.id, path]);
          } catch (error) {
            if (signal.aborted) return;
            outcome.failed(asset.id, error);
          }
        });
      }),
    );
  } finally {
    progress.stop();
  }
  signal.throwIfAborted();
  output.note(`Downloaded ${saved} of ${assets.length} files.`);
  outcome.end();
}

async function tracked(
  progress: Progress,
  { url, filename, id, size }: Asset,
  path: string,
  force: boolean,
  signal: AbortSignal,
): Promise<void> {
  if (url === null) throw notFound("This file has no link.");
  const bar = progress.start(filename ?? id, size ?? 0);
  try {
    await save(url, path, { force, signal, onProgress: (bytes) => bar.at(bytes) });
  } finally {
    bar.end();
  }
}

async function downloadZip(
  { output, signal }: Context,
  { rookery, place }: Here,
  assetIds: string[] | undefined,
  { zip, tag = [], force = false }: DownloadOptions & { zip: string },
): Promise<void> {
  const what = assetIds ? { assetIds } : { tags: tag };
  const { downloadUrl, files, bytes } = await rookery.assets.createDownload(
    { ...place, ...what },
    { signal },
  );
  if (zip === "-") {
    const body = await openLink(downloadUrl, signal);
    return pipeline(body, process.stdout, { signal, end: false }).catch((error) => {
      throw downloadFailure(error, "Standard output", signal);
    });
  }
  const progress = openProgress(output, { files: 1, bytes });
  const bar = progress.start(zip, bytes);
  try {
    await save(downloadUrl, zip, { force, signal, onProgress: (now) => bar.at(now) });
  } finally {
    bar.end();
    progress.stop();
  }
  output.result({ path: zip, files }, [zip]);
  output.note(`Downloaded ${files} files.`);
}
