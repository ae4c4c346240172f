import multipart, { type Multipart } from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { uploadFilesMax } from "../../features/library/assets/upload/operations/upload.ts";
import { fail } from "../../kernel/failure.ts";

// Limits the number of files; staging limits their size.
const limits = { files: uploadFilesMax, fileSize: Number.POSITIVE_INFINITY };

/** Lets an app accept `multipart/form-data` with so many plain fields of so many bytes each. They are held in memory. */
export async function takeMultipart(
  app: FastifyInstance,
  { fieldsMax, fieldBytesMax }: { fieldsMax: number; fieldBytesMax: number },
): Promise<void> {
  await app.register(multipart, {
    limits: { ...limits, fields: fieldsMax, fieldSize: fieldBytesMax },
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
