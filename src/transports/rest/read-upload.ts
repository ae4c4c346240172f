import multipart, { type Multipart } from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { uploadFilesMax } from "../../assets/upload-operation.ts";
import { fail } from "../../operation/failure.ts";
import type { Services } from "../../services.ts";
import type { RefusedFile, StagedFile } from "../../upload/staged-file.ts";

// `parentId` is the only field; 1 kB is far more than an id.
const limits = { fieldSize: 1024, fields: 10, files: uploadFilesMax, fileSize: Number.POSITIVE_INFINITY };

/** Lets an app take `multipart/form-data`. */
export async function takeMultipart(app: FastifyInstance): Promise<void> {
  await app.register(multipart, { limits, throwFileSizeLimit: false });
}

/**
 * Runs `upload` with a reader that streams the request's `files` through the funnel. Whatever was staged is discarded
 * when the upload fails.
 */
export async function readUpload<T>(
  services: Services,
  request: FastifyRequest,
  upload: (read: () => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const files: (StagedFile | RefusedFile)[] = [];
  try {
    return await upload(() => readParts(services, request, files));
  } catch (error) {
    // What cannot be discarded now is left to the sweeper.
    await services.funnel.discard(files).catch((err) => services.log.warn({ err }, "staged files are left"));
    throw error;
  }
}

async function readParts(
  services: Services,
  request: FastifyRequest,
  files: (StagedFile | RefusedFile)[],
): Promise<unknown> {
  if (!request.isMultipart())
    throw fail.input("Send the files as multipart/form-data, in fields named 'files'.");
  const fields: Record<string, unknown> = {};
  for await (const part of wellFormedParts(request)) {
    const name = part.fieldname?.slice(0, 40) ?? "";
    if (part.type === "file" && name === "files") {
      files.push(await services.funnel.stage(part.file, part.filename ?? "", services.config.fileBytesMax));
    } else if (part.type === "field" && name === "parentId") {
      if (part.value !== "") fields.parentId = part.value;
    } else {
      throw fail.input(
        `Unknown field '${name}'. Send files in fields named 'files', and as text only 'parentId'.`,
      );
    }
  }
  return { ...fields, ...(request.params as object), files };
}

/** The request's parts; what is wrong with the request itself is told as such. */
async function* wellFormedParts(request: FastifyRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.parts();
  } catch (error) {
    if ((error as { code?: string }).code === "FST_FILES_LIMIT") {
      throw fail.input(`Send at most ${uploadFilesMax} files at a time.`);
    }
    throw fail.input(`The multipart body cannot be read: ${(error as Error).message}.`);
  }
}
