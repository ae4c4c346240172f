import { call } from "../api/call.ts";
import type { Upload } from "./upload.ts";

// Clock difference between browser and server.
const skewMs = 120_000;

/** Whether a file was uploaded although its response was lost. Sending it again would upload it twice. */
export async function alreadyThere({
  file,
  organizationId,
  libraryId,
  parentId,
  replacedId,
  begunAt,
}: Upload): Promise<boolean> {
  // Replacing a file twice by the same does no harm.
  if (parentId !== undefined || replacedId !== undefined) return false;
  const newest = await call("listAssets", { organizationId, libraryId, pageSize: 20 });
  return newest.some(
    ({ filename, size, created }) =>
      filename === file.name && size === file.size && (created ?? 0) > (begunAt ?? 0) - skewMs,
  );
}
