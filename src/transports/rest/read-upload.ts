import multipart from "@fastify/multipart";
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
    await services.funnel.discard(files);
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
  for await (const part of request.parts()) {
    if (part.type === "field") {
      if (part.fieldname !== "parentId")
        throw fail.input(
          `Unknown field '${part.fieldname.slice(0, 40)}'. Fields are 'files' and 'parentId'.`,
        );
      if (part.value !== "") fields.parentId = part.value;
    } else if (part.fieldname === "files") {
      files.push(await services.funnel.stage(part.file, part.filename ?? "", services.config.fileBytesMax));
    } else {
      throw fail.input(`Unknown field '${part.fieldname.slice(0, 40)}': send files in fields named 'files'.`);
    }
  }
  return { ...fields, ...(request.params as object), files };
}
