import { hash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { startResumableUpload } from "../../features/library/assets/upload/operations/start-resumable.ts";
import { findResumable } from "../../features/library/assets/upload/resumable/store.ts";
import { findUploadToken } from "../../features/library/assets/upload/tokens/store.ts";
import type { Credentials } from "../../kernel/authenticate.ts";
import { Failure, fail } from "../../kernel/failure.ts";
import { linkTokenHash } from "../../platform/link-token.ts";
import { idempotencyKey } from "../rest/idempotency-key.ts";
import type { TusServices } from "./services.ts";

/** What `Upload-Metadata` says, decoded. A key without a value is null. */
export type GivenMetadata = Readonly<Record<string, string | null>>;

/** Starts an upload with the caller's own access. Returns the secret of its address. */
export async function startByMetadata(
  services: TusServices,
  request: FastifyRequest,
  credentials: Credentials,
  given: GivenMetadata,
): Promise<string> {
  const { organizationId, libraryId, parentId } = given;
  if (!organizationId || !libraryId) {
    throw fail.input("Upload-Metadata: send organizationId, libraryId and filename.");
  }
  const key = idempotencyKey(request);
  const known = { organizationId, libraryId };
  const { token } = await services.invoke(startResumableUpload, {
    ...credentials,
    known,
    ...(key !== undefined && { idempotencyKey: key }),
    read: () => ({
      ...known,
      ...fileOf(request, given),
      filename: given.filename ?? given.name ?? "",
      ...(parentId && { parentId }),
    }),
  });
  return token;
}

/**
 * Starts the upload of an address of `createUpload`, which carries the access. Its own address follows from that one, so that
 * a client that missed the answer asks again.
 */
export async function startByTicket(
  services: TusServices,
  request: FastifyRequest,
  credentials: Credentials,
  { ticket, given }: { ticket: string; given: GivenMetadata },
): Promise<string> {
  const { database, clock, keyCache } = services;
  const token = hash("sha256", `resumable ${ticket}`, "base64url");
  const file = fileOf(request, given);
  const started = await findResumable(database, linkTokenHash(token));
  if (started?.bytes === file.bytes) return token;
  if (started) throw fail.conflict("This upload address was used for another file. Ask for a new one.");
  const tokenSha256 = linkTokenHash(ticket);
  const target = await findUploadToken(database, tokenSha256, clock.now());
  const live = target && (await keyCache.findById(target.keyId));
  if (!live) {
    throw new Failure(
      "RESOURCE_NOT_FOUND",
      "This upload address was already used, has expired, or does not exist. Create a new one.",
    );
  }
  const known = { organizationId: target.organizationSlug, libraryId: target.librarySlug };
  const { filename, parentId } = target;
  await services.invoke(startResumableUpload, {
    ...credentials,
    live,
    known,
    read: () => ({
      ...known,
      ...file,
      filename,
      ...(parentId !== null && { parentId }),
      address: { tokenSha256, token },
    }),
  });
  return token;
}

const fileOf = ({ headers }: FastifyRequest, { onDuplicate }: GivenMetadata) => ({
  bytes: Number(headers["upload-length"]),
  metadata: [headers["upload-metadata"]].flat()[0] ?? "",
  ...(onDuplicate && { onDuplicate }),
});
