import type { Host } from "./host.ts";
import { type PickedFile, type Target, upload } from "./library.ts";
import { type UploadTile, uploadTile } from "./tile.ts";

const atOnce = 2;

export interface Uploads {
  add(files: Iterable<File>): void;
}

/** Uploads files, two at a time. */
export function uploadsTo(
  host: Host,
  target: Target,
  start: (tile: UploadTile) => void,
  done: (tile: UploadTile, file: PickedFile) => void,
): Uploads {
  const queue: { file: File; tile: UploadTile }[] = [];
  let running = 0;

  function next(): void {
    const first = running < atOnce ? queue.shift() : undefined;
    if (!first) return;
    running += 1;
    const { file, tile } = first;
    upload(host, target, file, tile.progress)
      .then(
        (uploaded) => done(tile, uploaded),
        (error: Error) => tile.failed(error.message, () => again(file, tile)),
      )
      .finally(() => {
        running -= 1;
        next();
      });
    next();
  }

  function put(file: File): UploadTile {
    const tile = uploadTile(file);
    queue.push({ file, tile });
    return tile;
  }

  function again(file: File, failed: UploadTile): void {
    failed.item.replaceWith(put(file).item);
    next();
  }

  return {
    add(files) {
      for (const file of files) start(put(file));
      next();
    },
  };
}
