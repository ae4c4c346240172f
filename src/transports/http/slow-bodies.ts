import type { FastifyInstance } from "fastify";
import { fail } from "../../kernel/failure.ts";

// Time for a slow start, and for a small body over any connection.
const freeMs = 30_000;
// Afterwards a body keeps up this pace on average: 1 MB in about a minute and a half.
const bytesPerSecondMin = 16 * 1024;
const lookEveryMs = 5_000;

/** How long a body may take, in all tests but one. */
export interface BodyPace {
  freeMs: number;
  lookEveryMs: number;
}

/**
 * Ends requests whose body drips: held open for long, they cost memory and a connection each. Uploads
 * (`multipart/form-data` and routes with `config: { upload: true }`) may take as long as they keep moving.
 */
export function refuseSlowBodies(app: FastifyInstance, pace: BodyPace = { freeMs, lookEveryMs }): void {
  app.addHook("onRequest", (request, reply, done) => {
    done();
    const { raw, headers } = request;
    const hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
    const isUpload = headers["content-type"]?.startsWith("multipart/") || request.routeOptions.config.upload;
    if (!hasBody || isUpload) return;
    const startedAt = performance.now();
    const bytesBefore = raw.socket.bytesRead;
    const timer = setInterval(() => {
      const lateMs = performance.now() - startedAt - pace.freeMs;
      if (raw.complete || raw.destroyed || reply.sent) return clearInterval(timer);
      if (raw.socket.bytesRead - bytesBefore >= (lateMs / 1000) * bytesPerSecondMin) return;
      clearInterval(timer);
      reply.header("connection", "close").send(fail.input("The body arrived too slowly. Try again."));
    }, pace.lookEveryMs).unref();
    raw.once("close", () => clearInterval(timer));
    raw.once("end", () => clearInterval(timer));
  });
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** The body is a file, which may take as long as it keeps moving. */
    upload?: true;
  }
}
