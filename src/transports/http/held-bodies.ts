import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Failure } from "../../kernel/failure.ts";
import { hasBody } from "./slow-bodies.ts";

// Eight of the largest bodies, or thousands of usual ones.
const heldBytesMax = 256 * 1024 * 1024;
// Usual calls go on while large bodies fill the memory.
const alwaysTakenBytes = 64 * 1024;

/**
 * Bounds what the bodies of all requests hold in memory at a time. Every reader counts its bytes by `holdBody` as they
 * arrive; they are held until the request is answered.
 */
export function limitHeldBodies(app: FastifyInstance, bytesMax = heldBytesMax): void {
  const heldBy = new WeakMap<IncomingMessage, number>();
  let held = 0;

  app.decorate("holdBody", ({ raw }: FastifyRequest, bytes: number) => {
    const before = heldBy.get(raw);
    if (before === undefined) return; // answered or gone: what is still read of it is dropped
    const own = before + bytes;
    if (held + bytes > bytesMax && own > alwaysTakenBytes) throw tooMany();
    heldBy.set(raw, own);
    held += bytes;
  });
  app.addHook("onRequest", (request, reply, done) => {
    if (hasBody(request)) {
      heldBy.set(request.raw, 0);
      const release = () => {
        held -= heldBy.get(request.raw) ?? 0;
        heldBy.delete(request.raw);
      };
      reply.raw.once("finish", release).once("close", release);
    }
    done();
  });
}

const tooMany = () =>
  new Failure(
    "SERVICE_UNAVAILABLE",
    "The server is reading too many large requests at once. Try again in a few seconds.",
    { retryAfterSeconds: 5 },
  );

declare module "fastify" {
  interface FastifyInstance {
    /** Counts bytes of a request's body that are held in memory. Throws `SERVICE_UNAVAILABLE` when there are too many. */
    holdBody(request: FastifyRequest, bytes: number): void;
  }
}
