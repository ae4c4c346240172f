import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Slug } from "../../kernel/fields.ts";

type Address = { organizationId: string; libraryId: string };

/**
 * `/<organizationId>/<libraryId>` redirects to the library's page in the app. It asks no database: every pair of slugs
 * redirects, so a stranger learns of none. A slug that begins other paths of this server, in `taken`, has no short address.
 */
export function libraryAddress(
  app: FastifyInstance,
  taken: ReadonlySet<string>,
  unknown: (request: FastifyRequest, reply: FastifyReply) => unknown,
): void {
  app.get<{ Params: Address }>("/:organizationId/:libraryId", (request, reply) => {
    const { organizationId, libraryId } = request.params;
    const isAddress = !taken.has(organizationId) && isSlug(organizationId) && isSlug(libraryId);
    return isAddress ? reply.redirect(`/app/${organizationId}/${libraryId}`) : unknown(request, reply);
  });
}

const isSlug = (text: string) => Slug.safeParse(text).success;
