import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Upload } from "../../features/library/assets/upload/staging/open-upload.ts";
import type { RefusedFile, StagedFile } from "../../features/library/assets/upload/staging/staged-file.ts";
import { fail } from "../../kernel/failure.ts";
import { takeMultipart, wellFormedParts } from "../http/multipart.ts";

// The only field is `parentId`, and 1 kB is far more than an id.
const fields = { fieldsMax: 20, fieldBytesMax: 1024 };

/** Lets an app accept uploads. */
export const takeUploads = (app: FastifyInstance): Promise<void> => takeMultipart(app, fields);

/** Reads what comes for an upload beside its body: the path parameters, and these fields of the query. */
export function uploadFields(
  request: FastifyRequest,
  fields: readonly string[] = [],
): Record<string, unknown> {
  const query = request.query as Record<string, unknown>;
  const given = fields.flatMap((field) => (query[field] === undefined ? [] : [[field, query[field]]]));
  return { ...Object.fromEntries(given), ...(request.params as object) };
}

/** Reads a request whose body is one file, or multipart. */
export async function readOneFile(request: FastifyRequest, upload: Upload): Promise<object> {
  if (request.isMultipart()) return readUpload(request, upload);
  return { files: [await upload.stage((request.body as Readable | undefined) ?? Readable.from([]), "")] };
}

/**
 * Reads a multipart request: stages its `files`, and returns them with `parentId`. Ignores
 * other text fields, since clients send some. Refuses a file in another field, because it would be lost.
 */
export async function readUpload(request: FastifyRequest, upload: Upload): Promise<object> {
  if (!request.isMultipart())
    throw fail.input("Send the files as multipart/form-data, in fields named 'files'.");
  const files: Promise<StagedFile | RefusedFile>[] = [];
  const fields: Record<string, unknown> = {};
  for await (const part of wellFormedParts(request)) {
    const name = part.fieldname?.slice(0, 40) ?? "";
    if (part.type === "file" && name === "files") {
      files.push((await upload.receive(part.file, part.filename ?? "")).staged);
    } else if (part.type === "file" || name === "files" || name === "") {
      throw fail.input(`Field '${name}': send each file in a field named 'files', with a filename.`);
    } else if (name === "parentId" && part.value !== "") {
      fields.parentId = part.value;
    }
  }
  return { ...fields, files: await Promise.all(files) };
}
