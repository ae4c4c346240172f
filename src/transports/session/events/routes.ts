import type { FastifyInstance } from "fastify";
import type { Access } from "../../../kernel/access.ts";
import type { MemberCaller } from "../../../kernel/caller.ts";
import { sessionCredentials } from "../credentials.ts";
import type { SessionServices } from "../services.ts";
import { eventStreams, type StreamServices } from "./streams.ts";

type EventServices = StreamServices & Pick<SessionServices, "auth" | "authenticate" | "rateLimits">;

const member: Access = { kind: "organization", level: "read" };

/** Server-sent events for open pages: the changes of one organization as they happen. */
export function eventsRoute(app: FastifyInstance, services: EventServices, heartbeatMs?: number): void {
  const streams = eventStreams(services, heartbeatMs);
  // Streams never end on their own, and the server waits for open requests when it stops.
  app.addHook("preClose", async () => streams.close());
  app.get<{ Querystring: { organizationId?: unknown } }>(
    "/api/app/events",
    { exposeHeadRoute: false },
    async (request, reply) => {
      const credentials = await sessionCredentials(services, request, reply);
      const caller = await services.authenticate(member, credentials, request.query);
      await services.rateLimits.spend(caller);
      const body = await streams.open(caller as MemberCaller);
      return reply
        .headers({
          "content-type": "text/event-stream; charset=utf-8",
          "cache-control": "no-store",
          "x-accel-buffering": "no", // otherwise nginx buffers events
        })
        .send(body);
    },
  );
}
