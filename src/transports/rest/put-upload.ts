import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { IdentityServices } from "../../features/identity/services.ts";
import { uploadAssets } from "../../features/library/assets/upload/operations/upload.ts";
import { openUpload } from "../../features/library/assets/upload/staging/open-upload.ts";
import { findUploadToken } from "../../features/library/assets/upload/tokens/store.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import { Failure } from "../../kernel/failure.ts";
import { linkTokenHash } from "../../platform/link-token.ts";
import { answerWriter, jsonType } from "../http/answer-schema.ts";
import { credentialsOf, requireHttps } from "../http/credentials.ts";
import type { OperationServices } from "../http/services.ts";
import { optionalApiVersion } from "./api-version.ts";

type PutUploadServices = LibraryServices &
  Pick<IdentityServices, "keyCache"> &
  Pick<OperationServices, "invoke">;

interface PutUpload {
  Params: { token: string };
  Querystring: { onDuplicate?: string };
}

/** `PUT /uploads/<token>`: the bytes of a file for a URL of `createUpload`. The URL is the credential. */
export function putUploadRoute(app: FastifyInstance, services: PutUploadServices): void {
  app.put<PutUpload>("/uploads/:token", { config: { upload: "bytes" } }, async (request, reply) => {
    requireHttps(services, request);
    const { output, shape } = optionalApiVersion(request).of(uploadAssets);
    const data = await take(services, request);
    return reply.type(jsonType).send(answerWriter(output)({ data: shape(data) }));
  });
}

/** What is not kept of the file is deleted when this returns. */
async function take(services: PutUploadServices, request: FastifyRequest<PutUpload>): Promise<unknown> {
  const { database, clock, keyCache } = services;
  const uploadTokenSha256 = linkTokenHash(request.params.token);
  const token = await findUploadToken(database, uploadTokenSha256, clock.now());
  const live = token && (await keyCache.findById(token.keyId));
  if (!live) {
    throw new Failure(
      "RESOURCE_NOT_FOUND",
      "This upload URL was already used, has expired, or does not exist. Create a new one.",
    );
  }
  const known = { organizationId: token.organizationSlug, libraryId: token.librarySlug };
  await using upload = openUpload(services);
  const answer = await services.invoke(uploadAssets, {
    ...credentialsOf("rest", request),
    live,
    known,
    read: async (caller) => ({
      ...known,
      files: [await upload.by(caller).stage(request.body as Readable, token.filename)],
      uploadTokenSha256,
      ...(request.query.onDuplicate !== undefined && { onDuplicate: request.query.onDuplicate }),
      ...(token.parentId !== null && { parentId: token.parentId }),
    }),
  });
  upload.committed(answer);
  return answer;
}
