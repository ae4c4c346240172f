import { createHash } from "node:crypto";
import { outputs } from "../../../media/transform/encode.ts";
import { renderCost, renderTransform } from "../../../media/transform/render.ts";
import type { Transform } from "../../../media/transform/transform.ts";
import { BlobMissing, type OpenBlob } from "../../../platform/blobs/blobs.ts";
import type { CacheArea } from "../../../platform/blobs/cache-area.ts";
import type { Decoding, Picture } from "./decoding.ts";
import { waitingRoom } from "./waiting-room.ts";

export interface Transforms {
  /**
   * Opens what a transform makes of a picture. Renders it first if it is not cached; everybody who asks meanwhile waits for
   * the same render. Throws `UnreadablePicture`, `BlobMissing`, and `SERVICE_UNAVAILABLE` while too many of its organization wait.
   */
  open(picture: Picture, transform: Transform): Promise<OpenBlob>;
  /** How many renders this process has started. */
  readonly started: number;
}

// Two run at a time. The last of an organization's waits for about 10 s if it is alone, longer than visitors do.
const places = { own: 100, all: 1000 };

export function openTransforms(cache: CacheArea, decoding: Decoding): Transforms {
  const rendering = new Map<string, Promise<void>>();
  const room = waitingRoom(places);
  let started = 0;

  async function open(picture: Picture, transform: Transform): Promise<OpenBlob> {
    const key = keyOf(picture, transform);
    const cached = await cache.open(key);
    if (cached) return cached;
    await rendered(picture, transform, key);
    const file = await cache.open(key);
    if (!file) throw new BlobMissing(key); // purged meanwhile
    return file;
  }

  function rendered(picture: Picture, transform: Transform, key: string): Promise<void> {
    const running = rendering.get(key) ?? render(picture, transform, key);
    rendering.set(key, running);
    return running;
  }

  function render(picture: Picture, transform: Transform, key: string): Promise<void> {
    return room
      .run(picture.organizationId ?? 0, () => {
        started++;
        return renderNow(picture, transform, key);
      })
      .finally(() => rendering.delete(key));
  }

  function renderNow(picture: Picture, transform: Transform, key: string): Promise<void> {
    return decoding.inFolder(async (workDir) => {
      const path = await decoding.inTurn(
        picture,
        workDir,
        (job) => renderTransform(job, transform),
        (cost) => renderCost(cost, transform),
      );
      await cache.put(key, path);
    });
  }

  return {
    open,
    get started() {
      return started;
    },
  };
}

/** The name of a result. Equal for equal transforms, since `resolve` writes their fields in one order. */
export function nameOfTransform(transform: Transform): string {
  const known = names.get(transform);
  if (known !== undefined) return known;
  const name = createHash("sha256").update(JSON.stringify(transform)).digest("hex").slice(0, 32);
  names.set(transform, name);
  return name;
}

const names = new WeakMap<Transform, string>();

const keyOf = ({ blob }: Picture, transform: Transform) =>
  `${blob}/${nameOfTransform(transform)}.${outputs[transform.format].extension}`;
