/**
 * V8 options that the server's process is started with. Buffers count as heap, and with V8's own pace a heap of 66 MB grew
 * by 16 MB between two full collections: 8 to 17 of them for 60 pictures uploaded, where doubling takes 2.
 * `npm start` and `bin/rookery.js` list the same. Without them the server works, only slower and larger.
 */
export const v8Flags = ["--heap-growing-percent=100", "--expose-gc"] as const;

/**
 * What glibc is started with, in `npm start` and `bin/rookery.js` too. libvips decodes in several threads, and each would
 * keep an arena of what it freed: 490 MB after 400 pictures, where one arena keeps 345.
 */
export const allocatorEnvironment = { MALLOC_ARENA_MAX: "1" } as const;

/**
 * Returns to the system what loading the sources left behind: 55 of 200 MB, which V8 would keep until its next full
 * collection. Takes some 60 to 150 ms of a processor.
 */
export function releaseMemory(): void {
  globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
}
