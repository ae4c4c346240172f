import { create as contentDisposition } from "content-disposition";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { IdentityServices } from "../../features/identity/services.ts";
import {
  type Download,
  downloadedFiles,
  findDownload,
} from "../../features/library/assets/download/store.ts";
import { zipEntries } from "../../features/library/assets/download/zip-entries.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import { type Access, granted } from "../../kernel/access.ts";
import type { Authenticate, Credentials } from "../../kernel/authenticate.ts";
import type { KeyCaller, MemberCaller } from "../../kernel/caller.ts";
import { Failure } from "../../kernel/failure.ts";
import { linkTokenHash } from "../../platform/link-token.ts";
import { openZip } from "../../platform/zip.ts";
import { credentialsOf, requireHttps } from "../http/credentials.ts";
import { sessionCredentials } from "../session/credentials.ts";

type DownloadServices = LibraryServices &
  Pick<IdentityServices, "auth" | "keyCache"> & { authenticate: Authenticate };

const readHere: Access = { kind: "library", level: "read", fields: ["libraryId"] };

/**
 * `GET /downloads/<token>`: assets as one ZIP file, by a link of `createDownload`. The link works as long as its key may read
 * the library. A link of a signed-in person also needs their session, or that of another member.
 */
export function downloadRoutes(app: FastifyInstance, services: DownloadServices): void {
  app.get<{ Params: { token: string } }>(
    "/downloads/:token",
    { exposeHeadRoute: false },
    async (request, reply) => {
      requireHttps(services, request);
      const { database, clock, authenticate, rateLimits } = services;
      const download = await findDownload(database, linkTokenHash(request.params.token), clock.now());
      const credentials = download && (await credentialsFor(services, download, request, reply));
      if (!credentials) throw gone();
      const { organizationSlug: organizationId, librarySlug: libraryId, assetIds } = download;
      const caller = await authenticate(readHere, credentials, { organizationId, libraryId });
      await rateLimits.spend(caller);
      const { id: library } = granted(caller as KeyCaller | MemberCaller, libraryId);
      const files = await downloadedFiles(database, library, assetIds);
      const zip = openZip(zipEntries(services, files));
      reply.headers({
        "content-type": "application/zip",
        "content-disposition": contentDisposition(`${libraryId}.zip`),
        "cache-control": "private, no-store",
      });
      if (zip.bytes !== undefined) reply.header("content-length", zip.bytes);
      return reply.send(zip.stream);
    },
  );
}

async function credentialsFor(
  services: DownloadServices,
  { keyId }: Download,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Credentials | undefined> {
  if (keyId === null) return sessionCredentials(services, request, reply);
  const live = await services.keyCache.findById(keyId);
  return live && { ...credentialsOf("rest", request), live };
}

const gone = () =>
  new Failure("RESOURCE_NOT_FOUND", "This download link has expired or does not exist. Create a new one.");
