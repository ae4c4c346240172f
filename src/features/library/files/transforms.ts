import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { outputs } from "../../../media/transform/encode.ts";
import { renderApart, renderCost, renderHere } from "../../../media/transform/render.ts";
import type { Transform } from "../../../media/transform/transform.ts";
import { BlobMissing, type OpenBlob } from "../../../platform/blobs/blobs.ts";
import type { CacheArea } from "../../../platform/blobs/cache-area.ts";
import { betterLater } from "./better-later.ts";
import type { Decoding, Picture } from "./decoding.ts";
import { waitingRoom } from "./waiting-room.ts";

export interface Transforms {
  /**
   * Opens what a transform makes of a picture. Renders it first if it is not cached; everybody who asks meanwhile waits for
   * the same render. Throws `UnreadablePicture`, `BlobMissing`, and `SERVICE_UNAVAILABLE` while too many of its organization wait.
   */
  open(picture: Picture, transform: Transform): Promise<OpenBlob>;
  /** Whether what a transform makes of a picture is cached. */
  has(picture: Picture, transform: Transform): Promise<boolean>;
  /** Makes smaller files of what was rendered in a hurry, without waiting for an idle moment. */
  improve(): Promise<void>;
  /** How many renders somebody waited for. */
  readonly started: number;
  /** Ends once everything that was rendered is kept. */
  close(): Promise<void>;
}

// Two run at a time. The last of an organization's waits for about 10 s if it is alone, longer than visitors do.
const places = { own: 100, all: 1000 };

/** `lost` hears of renders that could not be kept. */
export function openTransforms(
  cache: CacheArea,
  decoding: Decoding,
  lost: (error: unknown) => void = () => {},
): Transforms {
  const rendering = new Map<string, Promise<Buffer | undefined>>();
  const writing = new Set<Promise<void>>();
  const room = waitingRoom(places);
  const later = betterLater({ cache, isQuiet: decoding.isQuiet, render: renderNow, keyOf });
  let started = 0;

  async function open(picture: Picture, transform: Transform): Promise<OpenBlob> {
    const key = keyOf(picture, transform);
    const blob = (await cache.open(key)) ?? (await rendered(picture, transform, key));
    later.note(picture, transform);
    return blob;
  }

  async function rendered(picture: Picture, transform: Transform, key: string): Promise<OpenBlob> {
    const running = rendering.get(key) ?? render(picture, transform, key);
    rendering.set(key, running);
    const bytes = await running;
    const blob = (await cache.open(key)) ?? (bytes && inMemory(bytes));
    if (!blob) throw new BlobMissing(key); // purged meanwhile
    return blob;
  }

  function render(picture: Picture, transform: Transform, key: string): Promise<Buffer | undefined> {
    const result = room.run(picture.organizationId ?? 0, () => {
      started++;
      return renderNow(picture, transform, key);
    });
    const kept = result.then((bytes) => bytes && cache.write(key, bytes).catch(lost));
    const done = kept.then(
      () => {},
      () => {}, // who waits for the render hears of it
    );
    writing.add(done);
    void done.then(() => {
      rendering.delete(key);
      writing.delete(done);
    });
    return result;
  }

  /** Undefined if the result is in the cache already. */
  function renderNow(picture: Picture, transform: Transform, key: string): Promise<Buffer | undefined> {
    return decoding.inTurn(
      picture,
      async (job) => {
        const bytes = await renderHere(job, transform);
        if (bytes) return bytes;
        return decoding.inFolder(async (workDir) => {
          await cache.put(key, await renderApart({ ...job, workDir }, transform));
          return undefined;
        });
      },
      (cost) => renderCost(cost, transform),
    );
  }

  return {
    open,
    async has(picture, transform) {
      const blob = await cache.open(keyOf(picture, transform));
      await blob?.close();
      return blob !== undefined;
    },
    improve: () => later.run(),
    get started() {
      return started;
    },
    async close() {
      await later.close();
      while (writing.size > 0) await Promise.all(writing);
    },
  };
}

function inMemory(content: Buffer): OpenBlob {
  return {
    bytes: content.length,
    content,
    stream: ({ start, end } = { start: 0, end: content.length - 1 }) =>
      Readable.from([content.subarray(start, end + 1)]),
    async close() {},
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
