import type { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { IdentityServices } from "../../features/identity/services.ts";
import { uploadAssets } from "../../features/library/assets/upload/operations/upload.ts";
import { stagingFiles } from "../../features/library/assets/upload/staging/staging.ts";
import { findTicket, ticketHash } from "../../features/library/assets/upload/tokens/tokens.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import { Failure } from "../../kernel/failure.ts";
import { credentialsOf, requireHttps } from "./credentials.ts";
import type { OperationServices } from "./services.ts";

type PutUploadServices = LibraryServices &
  Pick<IdentityServices, "keyCache"> &
  Pick<OperationServices, "invoke">;

/** `PUT /uploads/<token>`: the bytes of one file, to the address that `createUpload` handed out. The address is the credential. */
export function putUploadRoute(app: FastifyInstance, services: PutUploadServices): void {
  app.put<{ Params: { token: string } }>("/uploads/:token", { config: { upload: true } }, async (request) => {
    requireHttps(services, request);
    const { database, clock, keyCache } = services;
    const ticketSha256 = ticketHash(request.params.token);
    const ticket = await findTicket(database, ticketSha256, clock.now());
    const live = ticket && (await keyCache.findById(ticket.keyId));
    if (!live) {
      throw new Failure(
        "RESOURCE_NOT_FOUND",
        "This upload address was used, has expired, or never existed. Ask for a new one.",
      );
    }
    const known = { organizationId: ticket.organizationSlug, libraryId: ticket.librarySlug };
    const data = await stagingFiles(services, (stage) =>
      services.invoke(uploadAssets, {
        ...credentialsOf("rest", request),
        live,
        known,
        read: async () => ({
          ...known,
          files: [await stage(request.body as Readable, ticket.filename)],
          ticketSha256,
          ...(ticket.parentId !== null && { parentId: ticket.parentId }),
        }),
      }),
    );
    return { data };
  });
}
