import { call } from "../api/call.ts";
import type { Upload } from "./upload.ts";

// Clocks differ a little between the browser and the server.
const skewMs = 120_000;

/** Whether a file arrived although the answer did not: sent again, it would be there twice. */
export async function alreadyThere({
  file,
  organizationId,
  libraryId,
  parentId,
  begunAt,
}: Upload): Promise<boolean> {
  if (parentId !== undefined) return false;
  const newest = await call("listAssets", { organizationId, libraryId, pageSize: 20 });
  return newest.some(
    ({ filename, size, created }) =>
      filename === file.name && size === file.size && (created ?? 0) > (begunAt ?? 0) - skewMs,
  );
}
