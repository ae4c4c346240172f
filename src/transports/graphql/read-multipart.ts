import type { Multipart } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { uploadFilesMax } from "../../features/library/assets/upload/operations/upload.ts";
import { fail } from "../../kernel/failure.ts";
import { checkJsonDepth } from "../http/json-depth.ts";
import { wellFormedParts } from "../http/multipart.ts";
import { filesAmong, type RequestFiles } from "./request-files.ts";
import { UploadedFile } from "./upload-scalar.ts";

/** `operations` and `map`: far more than a document and its variables need. */
export const multipartFields = { fieldsMax: 2, fieldBytesMax: 256 * 1024 };

const Operations = z.record(z.string(), z.unknown());
const FileMap = z.record(z.string(), z.tuple([z.string()]));

/**
 * Reads a request of the GraphQL multipart request spec up to its first file. Returns its parameters, with
 * `UploadedFile`s where the map says, and the files that follow.
 */
export async function readMultipart(
  request: FastifyRequest,
): Promise<{ params: Record<string, unknown>; files: RequestFiles }> {
  // Counted before they arrive: the parser holds them.
  request.server.holdBody(request, multipartFields.fieldsMax * multipartFields.fieldBytesMax);
  const parts = wellFormedParts(request);
  const operations = await jsonPart(
    parts,
    "operations",
    Operations,
    "must be one GraphQL request as a JSON object",
  );
  const places = await jsonPart(
    parts,
    "map",
    FileMap,
    'must be a JSON object such as {"0": ["variables.files.0"]}: the name of each file\'s part, and its one place',
  );
  if (Object.keys(places).length > uploadFilesMax) {
    throw fail.input(`Send at most ${uploadFilesMax} files at a time.`);
  }
  for (const [part, [place]] of Object.entries(places)) putFile(operations, place, new UploadedFile(part));
  return { params: operations, files: filesAmong(parts) };
}

async function jsonPart<T>(
  parts: AsyncIterator<Multipart>,
  name: string,
  shape: z.ZodType<T>,
  mistake: string,
): Promise<T> {
  const { value: part, done } = await parts.next();
  if (done || part.type !== "field" || part.fieldname !== name) {
    throw fail.input("Send the parts 'operations', 'map' and then the files, in this order.");
  }
  if (part.valueTruncated) throw fail.tooLarge(`The part '${name}' is too large.`);
  // A part with a JSON content type arrives parsed.
  const parsed = shape.safeParse(typeof part.value === "string" ? parseJson(part.value) : part.value);
  if (!parsed.success) throw fail.input(`The part '${name}' ${mistake}.`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    checkJsonDepth(text);
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Replaces a null by a file, at a path such as `variables.files.0`. */
function putFile(operations: Record<string, unknown>, place: string, file: UploadedFile): void {
  const steps = place.split(".");
  const last = steps.pop() as string;
  let holder: unknown = operations;
  for (const step of steps) holder = own(holder, step);
  if (steps[0] !== "variables" || own(holder, last) !== null) {
    throw fail.input(`map: there is no null to replace at '${place.slice(0, 100)}' in 'operations'.`);
  }
  (holder as Record<string, unknown>)[last] = file;
}

// The path comes from the caller, so it must never lead outside the request (such as to `__proto__`).
const own = (holder: unknown, key: string): unknown =>
  typeof holder === "object" && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Record<string, unknown>)[key]
    : undefined;
