import type { FastifyInstance } from "fastify";
import { trashThumbPath } from "../../assets/trash.ts";
import { trashedPicture } from "../../assets/trash-store.ts";
import { storedRendition } from "../../delivery/stored-rendition.ts";
import { isPicture } from "../../images/is-picture.ts";
import { admit, granted } from "../../operation/admit.ts";
import type { MemberCaller } from "../../operation/caller.ts";
import { fail } from "../../operation/failure.ts";
import type { Access } from "../../operation/operation.ts";
import type { Services } from "../../services.ts";
import { BlobMissing } from "../../storage/blobs.ts";
import { admissionOfSession } from "./admission-of-session.ts";

const readHere: Access = { kind: "library", level: "read", fields: ["libraryId"] };

interface Params {
  organizationId: string;
  libraryId: string;
  assetId: string;
}

/** What lies in the trash, as members see it before they restore it: its links lead nowhere, for members neither. */
export function trashThumbRoute(app: FastifyInstance, services: Services): void {
  app.get<{ Params: Params }>(
    trashThumbPath(":organizationId", ":libraryId", ":assetId"),
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { organizationId, libraryId, assetId } = request.params;
      const admission = await admissionOfSession(services, request, reply);
      const caller = await admit(services, readHere, admission, { organizationId, libraryId });
      await services.rateLimits.spend(caller);
      const { id: library } = granted(caller as MemberCaller, libraryId);
      const picture = assetId.includes("\0")
        ? undefined
        : await trashedPicture(services.database, library, assetId);
      if (!picture || !isPicture(picture.mediaType)) throw fail.missing("asset");
      const bytes = await thumbOf(services, picture);
      return reply
        .headers({ "content-type": "image/webp", "cache-control": "private, no-store" })
        .send(bytes);
    },
  );
}

async function thumbOf(services: Services, picture: Parameters<typeof storedRendition>[1]) {
  const key = await storedRendition(services, picture, "400");
  try {
    return await services.blobs.get(key);
  } catch (error) {
    if (error instanceof BlobMissing) throw fail.missing("asset"); // purged between the two
    throw error;
  }
}
