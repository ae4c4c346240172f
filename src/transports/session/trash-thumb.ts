import type { FastifyInstance } from "fastify";
import { trashedPicture } from "../../features/library/assets/trash/store.ts";
import { trashThumbPath } from "../../features/library/assets/trash/trash.ts";
import { openRendition } from "../../features/library/delivery/renditions.ts";
import type { Access } from "../../kernel/access.ts";
import { granted } from "../../kernel/access.ts";
import type { MemberCaller } from "../../kernel/caller.ts";
import { fail } from "../../kernel/failure.ts";
import { isDrawn } from "../../media/sniff/is-picture.ts";
import { sessionCredentials } from "./credentials.ts";
import type { SessionServices } from "./services.ts";

type ThumbServices = Pick<
  SessionServices,
  "auth" | "authenticate" | "rateLimits" | "database" | "renditions" | "transforms" | "blobs"
>;

const readHere: Access = { kind: "library", level: "read", fields: ["libraryId"] };

interface Params {
  organizationId: string;
  libraryId: string;
  assetId: string;
}

/** Thumbnails of trashed pictures, for members who may restore them. The pictures' own links answer 404. */
export function trashThumbRoute(app: FastifyInstance, services: ThumbServices): void {
  app.get<{ Params: Params }>(
    trashThumbPath(":organizationId", ":libraryId", ":assetId"),
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { organizationId, libraryId, assetId } = request.params;
      const credentials = await sessionCredentials(services, request, reply);
      const caller = await services.authenticate(readHere, credentials, { organizationId, libraryId });
      await services.rateLimits.spend(caller);
      const { id: library } = granted(caller as MemberCaller, libraryId);
      const picture = assetId.includes("\0")
        ? undefined
        : await trashedPicture(services.database, library, assetId);
      if (!picture || !isDrawn(picture.mediaType)) throw fail.missing("asset");
      const thumb = await openRendition(services, picture, "400");
      return reply
        .headers({ "content-type": "image/webp", "cache-control": "private, no-store" })
        .send(thumb.stream());
    },
  );
}
