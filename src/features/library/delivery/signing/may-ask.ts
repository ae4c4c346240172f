import { fail } from "../../../../kernel/failure.ts";
import type { LibraryServices } from "../../services.ts";
import { isSigned } from "../../signing/signature.ts";
import type { ReadQuery } from "../modifiers/read-query.ts";
import type { LinkedAsset } from "../store.ts";

/**
 * Whether a link may ask for exact sizes, because it is signed. Fails with `FORBIDDEN` if it needs a signature and has none,
 * if its signature is wrong, or if it expired. In a private library every link needs one, and those without a right one fail
 * with `RESOURCE_NOT_FOUND`, as if there were no such asset.
 */
export function mayAsk(
  { secret, clock }: Pick<LibraryServices, "secret" | "clock">,
  asset: LinkedAsset,
  path: string,
  { costly: [costly], signature, expires, signable }: ReadQuery,
): boolean {
  const now = clock.now();
  if (signature === undefined) {
    if (asset.isPrivate) throw fail.missing("asset");
    if (costly !== undefined) throw fail.forbidden(`A link with '${costly}' needs a signature. ${getOne}`);
    if (expires) throw fail.forbidden(`A link with 'expires' needs a signature. ${getOne}`);
    return false;
  }
  if (!isSigned(secret, asset, { path, parameters: signable }, signature, now)) {
    if (asset.isPrivate) throw fail.missing("asset");
    throw fail.forbidden(`The signature does not match this link, or the signing key was rotated. ${getOne}`);
  }
  if (expires && expires <= now) throw fail.forbidden(`This link expired. ${getOne}`);
  return true;
}

const getOne = "Get a signed link from 'POST …/assets/:assetId/link'.";
