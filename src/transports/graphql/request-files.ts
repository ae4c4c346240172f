import type { Multipart } from "@fastify/multipart";
import type { Upload } from "../../features/library/assets/upload/staging/open-upload.ts";
import type { RefusedFile, StagedFile } from "../../features/library/assets/upload/staging/staged-file.ts";
import { fail } from "../../kernel/failure.ts";
import type { UploadedFile } from "./upload-scalar.ts";

/** The files of one request, which arrive one after another. */
export interface RequestFiles {
  /** Stages these files as they arrive, and returns them in the order of `files`. */
  take(files: readonly UploadedFile[], upload: Upload): Promise<(StagedFile | RefusedFile)[]>;
}

/** The files of a request that is not multipart. */
export const noFiles: RequestFiles = { take: async () => [] };

/** The files among the remaining parts. */
export function filesAmong(parts: AsyncIterator<Multipart>): RequestFiles {
  return {
    async take(files, upload) {
      const wanted = new Set(files.map(({ part }) => part));
      if (wanted.size < files.length)
        throw fail.input("files: the same file is used twice. Send it as two parts.");
      const staged = new Map<string, StagedFile | RefusedFile>();
      while (staged.size < wanted.size) {
        const { value: part, done } = await parts.next();
        if (done)
          throw fail.input(`The file '${missing(wanted, staged)}' of 'map' is missing in the request.`);
        const name = part.fieldname;
        if (part.type !== "file" || !wanted.has(name) || staged.has(name)) throw outOfOrder(name);
        staged.set(name, await upload.stage(part.file, part.filename ?? ""));
      }
      return files.map(({ part }) => staged.get(part) as StagedFile | RefusedFile);
    },
  };
}

const missing = (wanted: Set<string>, staged: ReadonlyMap<string, unknown>) =>
  [...wanted].find((name) => !staged.has(name))?.slice(0, 40);

const outOfOrder = (name: string) =>
  fail.input(
    `The part '${name.slice(0, 40)}' is not expected here. After 'operations' and 'map', send each file that the ` +
      "'map' names once, in the order in which the document uses them.",
  );
