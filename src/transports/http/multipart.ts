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
    for await (const part of request.parts()) {
      if (part.type === "file" && part.filename) part.filename = asNamed(part.filename);
      yield part;
    }
  } catch (error) {
    if ((error as { code?: string }).code === "FST_FILES_LIMIT") {
      throw fail.input(`Send at most ${uploadFilesMax} files at a time.`);
    }
    throw fail.input(`The multipart body cannot be read: ${(error as Error).message}.`);
  }
}

/** Browsers write quotes and line ends in a file's name as these, and nothing else (HTML, "multipart/form-data"). */
const asNamed = (filename: string) =>
  filename.replace(/%(?:22|0D|0A)/g, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
