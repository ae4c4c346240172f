import multipart, { type Multipart } from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { uploadFilesMax } from "../../features/library/assets/upload/operations/upload.ts";
import { fail } from "../../kernel/failure.ts";

// Limits the number of files; staging limits their size.
const limits = { fields: 20, files: uploadFilesMax, fileSize: Number.POSITIVE_INFINITY };

/** Lets an app accept `multipart/form-data` whose plain fields have at most `fieldBytesMax` bytes. */
export async function takeMultipart(app: FastifyInstance, fieldBytesMax: number): Promise<void> {
  await app.register(multipart, {
    limits: { ...limits, fieldSize: fieldBytesMax },
    throwFileSizeLimit: false,
  });
}

/** The request's parts. A malformed body fails as `BAD_USER_INPUT`. */
export async function* wellFormedParts(request: FastifyRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.parts();
  } catch (error) {
    if ((error as { code?: string }).code === "FST_FILES_LIMIT") {
      throw fail.input(`Send at most ${uploadFilesMax} files at a time.`);
    }
    throw fail.input(`The multipart body cannot be read: ${(error as Error).message}.`);
  }
}
