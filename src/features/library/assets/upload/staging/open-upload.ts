import type { Readable } from "node:stream";
import type { Caller } from "../../../../../kernel/caller.ts";
import type { LibraryServices } from "../../../services.ts";
import type { Duplicate } from "../duplicate.ts";
import type { Freed, Staging } from "../storage.ts";
import type { Receiving } from "./funnel.ts";
import { openPrerender } from "./prerender.ts";
import type { RefusedFile, StagedFile } from "./staged-file.ts";

/**
 * The files of one upload, from the first byte to the commit:
 *
 *     await using upload = openUpload(services);
 *     const answer = await services.invoke(uploadAssets, {
 *       ...call,
 *       read: async (caller) => ({ ...known, files: [await upload.by(caller).stage(body, filename)] }),
 *     });
 *     upload.committed(answer);
 *
 * `invoke` checks access before it calls `read`, so files are staged only for authorised callers. Leaving the block without
 * calling `committed` deletes the staged files that no row refers to.
 */
export interface Upload extends AsyncDisposable {
  /**
   * Whose upload it is: its bytes count against what the caller's organization may store, from the first on. What is
   * `freed` does not count.
   */
  by(caller: Caller, freed?: Freed): Upload;
  /**
   * Stages one file, see `Funnel.stage`. `bytesMax` defaults to `config.fileBytesMax`. Renders thumbnails of the earlier files
   * meanwhile.
   */
  stage(source: Readable, filename: string, bytesMax?: number): Promise<StagedFile | RefusedFile>;
  /** The same, but resolves once the file is here, so that the next one can come while it is stored. */
  receive(source: Readable, filename: string, bytesMax?: number): Promise<Receiving>;
  /** Marks the staged files as committed. Those that the operation's answer calls skipped are deleted. */
  committed(answer: unknown): void;
}

interface Answer {
  duplicates: readonly Duplicate[];
}

// How many files of an upload are cleaned and stored while another arrives. Each waits for the disk most of the time.
const storedAtOnce = 2;

export function openUpload(services: LibraryServices): Upload {
  const { funnel, renditions, config, log, database, stagedBytes } = services;
  const files: (StagedFile | RefusedFile)[] = [];
  const prerender = openPrerender(renditions, files);
  const storing = new Set<Promise<unknown>>();
  let arriving = 0;
  let isCommitted = false;
  let leftSome = false;
  let organizationId: number | undefined;
  let freed: Freed | undefined;
  let opening: Promise<Staging> | undefined;
  const upload: Upload = {
    by(caller, given) {
      freed = given;
      if ("organization" in caller) organizationId = caller.organization.id;
      return upload;
    },

    stage: async (...file) => (await upload.receive(...file)).staged,

    async receive(source, filename, bytesMax = config.fileBytesMax) {
      if (organizationId !== undefined) opening ??= stagedBytes.open(database, organizationId, freed);
      const staging = await opening;
      if (config.role !== "web") prerender.start();
      if (storing.size >= storedAtOnce) await Promise.race(storing);
      arriving++;
      const received = await funnel
        .receive(source, filename, bytesMax, (bytes) => staging?.take(bytes))
        .finally(() => arriving--);
      const staged = received.staged.then((file) => {
        files.push(file);
        if (arriving > 0 && config.role !== "web") prerender.start();
        return file;
      });
      storing.add(staged);
      staged.catch(() => {}).finally(() => storing.delete(staged));
      return { staged };
    },

    committed(answer) {
      isCommitted = true;
      leftSome = (answer as Partial<Answer>).duplicates?.some(({ done }) => done === "skipped") ?? false;
      void prerender.stop(); // the job renders from now on
    },

    async [Symbol.asyncDispose]() {
      await Promise.allSettled(storing);
      const staging = await opening?.catch(() => undefined);
      try {
        if (isCommitted && !leftSome) return;
        await prerender.stop(); // otherwise thumbnails would be stored after their file was deleted
        // The sweeper deletes what cannot be deleted now.
        await funnel.discard(files).catch((err) => log.warn({ err }, "could not delete staged files"));
      } finally {
        staging?.end();
      }
    },
  };
  return upload;
}
