import type { FastifyInstance } from "fastify";
import type { Access } from "../../kernel/access.ts";
import type { MemberCaller } from "../../kernel/caller.ts";
import type { TransportServices } from "../services.ts";
import { eventStreams } from "./event-streams.ts";
import { sessionCredentials } from "./session-credentials.ts";

const member: Access = { kind: "organization", level: "read" };

/** Server-sent events for pages that are open: what changes in an organization, as it changes. */
export function eventsRoute(app: FastifyInstance, services: TransportServices, heartbeatMs?: number): void {
  const streams = eventStreams(services, heartbeatMs);
  // They would never end by themselves, and the server waits for requests under way.
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
          "x-accel-buffering": "no", // nginx would keep events until there are enough
        })
        .send(body);
    },
  );
}
