import type { Lock, Locker } from "@tus/server";

interface Held {
  requestRelease(): void | Promise<void>;
  released: Promise<void>;
}

/**
 * One request at a time goes on with an upload, the latest: the one before may hang on a connection that is gone. It ends with
 * what it has received. This holds within the process; between processes, `appendPart` decides by the row of the upload.
 */
export function openLocker(): Locker {
  const held = new Map<string, Held>();
  return {
    newLock(id): Lock {
      let release = () => {};
      return {
        async lock(_signal, requestRelease) {
          for (let before = held.get(id); before; before = held.get(id)) {
            await before.requestRelease();
            await before.released;
          }
          const { promise: released, resolve } = Promise.withResolvers<void>();
          held.set(id, { requestRelease, released });
          release = () => {
            held.delete(id);
            resolve();
          };
        },
        async unlock() {
          release();
        },
      };
    },
  };
}
